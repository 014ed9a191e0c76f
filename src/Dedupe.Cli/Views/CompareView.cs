using System.Globalization;
using System.Text;
using Dedupe.Verification;

namespace Dedupe.Cli.Views;

/// <summary>
/// Two documents: the numbers, and both texts side by side, passages marked by colour or, without colour, by words.
/// </summary>
/// <param name="terminal">How they are shown.</param>
/// <param name="output">Where they are written.</param>
/// <param name="full">Whether long stretches that are not shared are shown in full.</param>
internal sealed class CompareView(Terminal terminal, TextWriter output, bool full)
{
    public void Write(VerifiedPair pair, Document a, Document b)
    {
        WriteNumbers(pair, a, b);
        WriteDifferences(pair, new CodePointText(Text(a.Text)), new CodePointText(Text(b.Text)));
        output.WriteLine();
        if (pair.Passages.Count == 0)
        {
            output.WriteLine("No passage is shared.");
            return;
        }

        new PassageTable(terminal, output) { Full = full }.Write(pair.Passages, Text(a.Text), Text(b.Text));
    }

    private void WriteNumbers(VerifiedPair pair, Document a, Document b)
    {
        output.WriteLine($"A  {Name(a)}");
        output.WriteLine($"B  {Name(b)}");
        output.WriteLine();
        output.WriteLine($"relation      {Names.Of(pair.Relation)}");
        var evidence = pair.DirectionEvidence == DirectionEvidence.None
            ? ""
            : $", by {Names.Of(pair.DirectionEvidence)}";
        if (pair.Relation >= Relation.Derived)
            output.WriteLine($"direction     {Names.Of(pair.Direction)}{evidence}");
        if (Agencies.Of([pair.AgencyA, pair.AgencyB]) is { } agencies)
            output.WriteLine(agencies);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Jaccard       {pair.Jaccard:0.000}"));
        output.WriteLine($"{"",-14}{"A",7}{"B",7}");
        WriteShares("containment", pair.ContainmentA, pair.ContainmentB);
        WriteShares("coverage", pair.CoverageA, pair.CoverageB);
        WriteShares("copied prose", pair.ProseCoverageA, pair.ProseCoverageB);
        foreach (var kind in pair.Passages.GroupBy(passage => passage.Kind).OrderBy(group => group.Key))
        {
            output.WriteLine(
                $"{Names.Of(kind.Key),-14}{Totals.Count(kind.Count(), "passage")}, " +
                $"{Totals.Count(kind.Sum(passage => passage.Words), "word")}");
        }
    }

    private void WriteDifferences(VerifiedPair pair, CodePointText a, CodePointText b)
    {
        foreach (var difference in pair.Differences)
            output.WriteLine(
                $"differs       {Names.Of(difference.Kind)}: {Words(a, difference.A)} | {Words(b, difference.B)}");
    }

    private static string Words(CodePointText text, TextRange range) =>
        range.Length == 0 ? "-" : Printable.Of(text.Slice(range.Start, range.Start + range.Length));

    private void WriteShares(string name, double a, double b) => output.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-14}{a * 100,5:0.0} %{b * 100,5:0.0} %"));

    private static string Name(Document document)
    {
        var title = Text(document.Title);
        var about = string.Join(
            ", ",
            new[] { Printable.Of(title),
            DocumentText.Origin(Text(document.Source), document.Date) }.Where(part => part.Length > 0));
        return about.Length == 0 ? Printable.Of(Text(document.Id)) : $"{Printable.Of(Text(document.Id))}  ({about})";
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
