using System.Text;
using System.Text.Json;
using Dedupe.Verification;

namespace Dedupe.Reporting;

/// <summary>A line of pairs.jsonl.</summary>
public static class PairLine
{
    /// <summary>The line for one pair, without a line end.</summary>
    /// <param name="pair">The pair; its document numbers are not used.</param>
    /// <param name="a">Id of its first document.</param>
    /// <param name="b">Id of its second document.</param>
    public static string Format(VerifiedPair pair, string a, string b)
    {
        ArgumentNullException.ThrowIfNull(pair);
        using var stream = new MemoryStream();
        JsonText.WriteLines(
            stream, [pair], (json, item) => Write(json, item, Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b)), threads: 1, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length - 1);
    }

    internal static void Write(Utf8JsonWriter json, VerifiedPair pair, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        json.WriteStartObject();
        json.WriteString("a"u8, a);
        json.WriteString("b"u8, b);
        json.WriteString("relation", Names.Of(pair.Relation));
        json.WriteShare("jaccard", pair.Jaccard);
        json.WriteShare("containmentA", pair.ContainmentA);
        json.WriteShare("containmentB", pair.ContainmentB);
        json.WriteShare("proseCoverageA", pair.ProseCoverageA);
        json.WriteShare("proseCoverageB", pair.ProseCoverageB);
        if (pair.SameTitle)
            json.WriteString("evidence", "title");
        json.WriteStartArray("passages");
        foreach (var passage in pair.Passages)
        {
            json.WriteStartObject();
            WriteRange(json, "a", passage.A);
            WriteRange(json, "b", passage.B);
            json.WriteNumber("words", passage.Words);
            json.WriteString("kind", Names.Of(passage.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (pair.Differences.Count > 0)
            WriteDifferences(json, pair.Differences);
        if (pair.Relation >= Relation.Derived)
            json.WriteString("direction", Names.Of(pair.Direction));
        if (pair.DirectionEvidence != DirectionEvidence.None)
            json.WriteString("directionBy", Names.Of(pair.DirectionEvidence));
        if (pair.AgencyA is not null)
            json.WriteString("agencyA", pair.AgencyA);
        if (pair.AgencyB is not null)
            json.WriteString("agencyB", pair.AgencyB);
        json.WriteEndObject();
    }

    private static void WriteDifferences(Utf8JsonWriter json, IReadOnlyList<TextDifference> differences)
    {
        json.WriteStartArray("differences");
        foreach (var difference in differences)
        {
            json.WriteStartObject();
            WriteRange(json, "a", difference.A);
            WriteRange(json, "b", difference.B);
            json.WriteString("kind", Names.Of(difference.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRange(Utf8JsonWriter json, string name, TextRange range)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(range.Start);
        json.WriteNumberValue(range.Length);
        json.WriteEndArray();
    }
}
