using System.Text;
using Dedupe.Verification;

namespace Dedupe.Reporting;

/// <summary>A line of pairs.jsonl.</summary>
internal static class PairLine
{
    /// <summary>The line for one pair, without a line end.</summary>
    /// <param name="pair">The pair; its document numbers are not used.</param>
    /// <param name="a">Id of its first document.</param>
    /// <param name="b">Id of its second document.</param>
    public static string Format(VerifiedPair pair, string a, string b)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var json = new LineWriter();
        Write(json, pair, Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
        return Encoding.UTF8.GetString(json.Written);
    }

    internal static void Write(
        LineWriter json, VerifiedPair pair, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, string? earlier = null)
    {
        json.BeginObject();
        json.Text("a"u8, a);
        json.Text("b"u8, b);
        json.Text("relation"u8, Names.Of(pair.Relation));
        json.Share("jaccard"u8, pair.Jaccard);
        json.Share("containmentA"u8, pair.ContainmentA);
        json.Share("containmentB"u8, pair.ContainmentB);
        json.Share("proseCoverageA"u8, pair.ProseCoverageA);
        json.Share("proseCoverageB"u8, pair.ProseCoverageB);
        if (pair.SameTitle)
            json.Text("evidence"u8, "title");
        json.BeginArray("passages"u8);
        foreach (var passage in pair.Passages)
        {
            json.BeginObject();
            json.Range("a"u8, passage.A);
            json.Range("b"u8, passage.B);
            json.Number("words"u8, passage.Words);
            json.Text("kind"u8, Names.Of(passage.Kind));
            json.EndObject();
        }

        json.EndArray();
        if (pair.Differences.Count > 0)
            WriteDifferences(json, pair.Differences);
        if (pair.Relation >= Relation.Derived)
            json.Text("direction"u8, Names.Of(pair.Direction));
        if (pair.DirectionEvidence != DirectionEvidence.None)
            json.Text("directionBy"u8, Names.Of(pair.DirectionEvidence));
        if (pair.AgencyA is not null)
            json.Text("agencyA"u8, pair.AgencyA);
        if (pair.AgencyB is not null)
            json.Text("agencyB"u8, pair.AgencyB);
        if (earlier is not null)
            json.Text("earlier"u8, earlier);
        if (pair is { OwnA: { } ownA, OwnB: { } ownB })
        {
            json.Number("wordsA"u8, ownA.Words);
            json.Number("wordsB"u8, ownB.Words);
            WriteWords(json, "ownA"u8, ownA.Own);
            WriteWords(json, "ownB"u8, ownB.Own);
            WriteWords(json, "boilerplateA"u8, ownA.Boilerplate);
            WriteWords(json, "boilerplateB"u8, ownB.Boilerplate);
        }

        json.EndObject();
    }

    // None is left out.
    private static void WriteWords(LineWriter json, ReadOnlySpan<byte> name, IReadOnlyList<WordRange> ranges)
    {
        if (ranges.Count == 0)
            return;
        json.BeginArray(name);
        foreach (var range in ranges)
            json.Range(range);
        json.EndArray();
    }

    private static void WriteDifferences(LineWriter json, IReadOnlyList<TextDifference> differences)
    {
        json.BeginArray("differences"u8);
        foreach (var difference in differences)
        {
            json.BeginObject();
            json.Range("a"u8, difference.A);
            json.Range("b"u8, difference.B);
            json.Text("kind"u8, Names.Of(difference.Kind));
            json.EndObject();
        }

        json.EndArray();
    }
}
