using System.Globalization;
using System.Text;
using Dedupe.Verification;
using Spectre.Console;

namespace Dedupe.Cli.Views;

/// <summary>Two documents: the numbers, and both texts side by side, passages marked by colour or, without colour, by words.</summary>
internal sealed class CompareView(Terminal terminal, bool full)
{
    private const int Gap = 3;

    private static readonly Style Unshared = new(decoration: Decoration.Dim);

    public void Write(VerifiedPair pair, Document a, Document b)
    {
        WriteNumbers(pair, a, b);
        WriteDifferences(pair, new CodePointText(Text(a.Text)), new CodePointText(Text(b.Text)));
        terminal.Out.WriteLine();
        if (pair.Passages.Count == 0)
        {
            terminal.Out.WriteLine("No passage is shared.");
            return;
        }

        var layout = new SideBySide(pair.Passages);
        var column = Math.Max(10, (terminal.Width - Gap) / 2);
        var table = new Table().NoBorder().HideHeaders()
            .AddColumn(new TableColumn("").Width(column).Padding(0, 0, Gap, 0))
            .AddColumn(new TableColumn("").Width(column).Padding(0, 0, 0, 0));
        foreach (var row in layout.Rows(new CodePointText(Text(a.Text)), new CodePointText(Text(b.Text))))
        {
            table.AddRow(Cell(row.Left, layout), Cell(row.Right, layout));
            table.AddEmptyRow();
        }

        var console = terminal.ResultConsole();
        if (terminal.OutHasColour)
            console.Write(Legend());
        console.Write(table);
    }

    private void WriteNumbers(VerifiedPair pair, Document a, Document b)
    {
        var output = terminal.Out;
        output.WriteLine($"A  {Name(a)}");
        output.WriteLine($"B  {Name(b)}");
        output.WriteLine();
        output.WriteLine($"relation      {Names.Of(pair.Relation)}");
        if (pair.Relation >= Relation.Derived)
            output.WriteLine($"direction     {Names.Of(pair.Direction)}{(pair.DirectionEvidence == DirectionEvidence.None ? "" : $", by {Names.Of(pair.DirectionEvidence)}")}");
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
                $"{Names.Of(kind.Key),-14}{Totals.Count(kind.Count(), "passage")}, {Totals.Count(kind.Sum(passage => passage.Words), "word")}");
        }
    }

    private void WriteDifferences(VerifiedPair pair, CodePointText a, CodePointText b)
    {
        foreach (var difference in pair.Differences)
            terminal.Out.WriteLine($"differs       {Names.Of(difference.Kind)}: {Words(a, difference.A)} | {Words(b, difference.B)}");
    }

    private static string Words(CodePointText text, TextRange range) =>
        range.Length == 0 ? "-" : Printable.Of(text.Slice(range.Start, range.Start + range.Length));

    private void WriteShares(string name, double a, double b) => terminal.Out.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-14}{a * 100,5:0.0} %{b * 100,5:0.0} %"));

    private Paragraph Cell(IReadOnlyList<Piece> pieces, SideBySide layout)
    {
        var cell = new Paragraph();
        foreach (var piece in pieces)
        {
            var text = Lines(piece.Passage == 0 && !full ? Elision.Shorten(piece.Text) : piece.Text);
            if (piece.Passage == 0)
                cell.Append(text + " ", Unshared);
            else if (!terminal.OutHasColour)
                cell.Append($"[{Names.Of(piece.Kind)} {piece.Passage}: {text}] ");
            else
                cell.Append(layout.IsAligned(piece.Passage) ? text + " " : $"({piece.Passage}) {text} ", StyleOf(piece.Kind));
        }

        return cell;
    }

    private static Paragraph Legend()
    {
        var legend = new Paragraph();
        foreach (var kind in Enum.GetValues<PassageKind>())
            legend.Append(Names.Of(kind), StyleOf(kind)).Append("  ");
        return legend.Append("not shared", Unshared).Append("  (n) stands elsewhere in the other text\n\n", Unshared);
    }

    private static Style StyleOf(PassageKind kind) => kind switch
    {
        PassageKind.Quote => new Style(Color.Aqua),
        PassageKind.Template => new Style(Color.Yellow),
        _ => new Style(Color.Lime),
    };

    private static string Name(Document document)
    {
        var title = Text(document.Title);
        var about = string.Join(", ", new[] { Printable.Of(title), DocumentText.Origin(Text(document.Source), document.Date) }.Where(part => part.Length > 0));
        return about.Length == 0 ? Printable.Of(Text(document.Id)) : $"{Printable.Of(Text(document.Id))}  ({about})";
    }

    // Line ends are wanted here, other control characters are not.
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Printable.Of));

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
