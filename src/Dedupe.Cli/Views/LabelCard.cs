using System.Text;
using Dedupe.Verification;

namespace Dedupe.Cli.Views;

/// <summary>
/// A pair for a person to judge: both headlines, outlets and dates, the shared passages with their surroundings. Not
/// what the run made of it, which would be an answer.
/// </summary>
internal sealed class LabelCard(Terminal terminal)
{
    // More does not fit a screen, and the first passages nearly always decide.
    private const int MostRows = 9;

    private readonly Ink ink = new(terminal.OutHasColour);

    public void Write(
        string progress, VerifiedPair pair, DocumentInfo a, DocumentInfo b, Document textOfA, Document textOfB)
    {
        var output = terminal.Out;
        output.WriteLine(ink.Dim($"── {progress} ".PadRight(terminal.Width, '─')));
        WriteName("A", a);
        WriteName("B", b);
        output.WriteLine();
        new PassageTable(terminal, terminal.Out) { MostRows = MostRows, ShortPassages = true }.Write(
            pair.Passages, Text(textOfA), Text(textOfB));
    }

    private void WriteName(string letter, DocumentInfo document)
    {
        terminal.Out.WriteLine($"{letter}  {ink.Bold(Fit(DocumentText.Title(document)))}");
        var origin = DocumentText.Origin(document);
        string[] parts = [origin, Totals.Count(document.Words, "word"), DocumentText.Id(document)];
        var line = string.Join(", ", parts.Where(part => part.Length > 0));
        terminal.Out.WriteLine($"   {ink.Dim(Fit(line))}");
    }

    private string Fit(string text) => text.Length <= terminal.Width - 3 ? text : text[..(terminal.Width - 4)] + "…";

    private static string Text(Document document) => Encoding.UTF8.GetString(document.Text.Span);
}
