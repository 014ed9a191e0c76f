using Dedupe.Verification;
using Spectre.Console;

namespace Dedupe.Cli.Views;

/// <summary>Two texts side by side, passages marked by colour or, without colour, by words.</summary>
/// <param name="terminal">How they are shown.</param>
/// <param name="output">Where they are written.</param>
internal sealed class PassageTable(Terminal terminal, TextWriter output)
{
    private const int Gap = 3;

    private static readonly Style Unshared = new(decoration: Decoration.Dim);

    /// <summary>Whether long stretches that are not shared are shown in full.</summary>
    public bool Full { get; init; }

    /// <summary>Rows to show; more are told as a number.</summary>
    public int MostRows { get; init; } = int.MaxValue;

    /// <summary>Whether long shared stretches are shortened as well.</summary>
    public bool ShortPassages { get; init; }

    public void Write(IReadOnlyList<Passage> passages, string a, string b)
    {
        var layout = new SideBySide(passages);
        var column = Math.Max(10, (terminal.Width - Gap) / 2);
        var table = new Table().NoBorder().HideHeaders()
            .AddColumn(new TableColumn("").Width(column).Padding(0, 0, Gap, 0))
            .AddColumn(new TableColumn("").Width(column).Padding(0, 0, 0, 0));
        var rows = layout.Rows(new CodePointText(a), new CodePointText(b));
        foreach (var row in rows.Take(MostRows))
        {
            table.AddRow(Cell(row.Left, layout), Cell(row.Right, layout));
            table.AddEmptyRow();
        }

        var console = terminal.ResultConsole(output);
        if (terminal.OutHasColour)
            console.Write(Legend());
        console.Write(table);
        if (rows.Count > MostRows)
            output.WriteLine(
                $"⋯ and so on: {rows.Skip(MostRows).Sum(row => row.Left.Count(piece => piece.Passage > 0))} more " +
                $"passages");
    }

    private Paragraph Cell(IReadOnlyList<Piece> pieces, SideBySide layout)
    {
        var cell = new Paragraph();
        foreach (var piece in pieces)
        {
            var text = Lines(
                (piece.Passage == 0 && !Full) || (piece.Passage > 0 && ShortPassages)
                    ? Elision.Shorten(piece.Text)
                    : piece.Text);
            if (piece.Passage == 0)
                cell.Append(text + " ", Unshared);
            else if (!terminal.OutHasColour)
                cell.Append($"[{Names.Of(piece.Kind)} {piece.Passage}: {text}] ");
            else
                cell.Append(
                    layout.IsAligned(piece.Passage) ? text + " " : $"({piece.Passage}) {text} ", StyleOf(piece.Kind));
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

    // Line ends are wanted here, other control characters are not.
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Printable.InFull));
}
