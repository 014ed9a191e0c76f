using System.Globalization;

namespace Dedupe.Cli.Views;

/// <summary>
/// What was read in another way than it stands, or not at all, though its document was accepted; a line each.
/// </summary>
internal static class TextNotes
{
    public static void Write(TextWriter output, RunSummary summary)
    {
        var decoded = summary.Encodings.Where(static pair => pair.Key != "utf-8")
            .OrderByDescending(static pair => pair.Value)
            .ThenBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}"))
            .ToList();
        if (decoded.Count > 0)
            output.WriteLine($"not UTF-8: {string.Join(", ", decoded)}");
        if (summary.FirstUnreadDate is not { } first)
            return;
        var line = first.Origin.Line > 0 ? $":{first.Origin.Line}" : "";
        output.WriteLine(
            $"{Totals.Count(summary.UnreadDates, "date")} not read, first {Printable.Of(first.Origin.Source)}{line} " +
            $"'{Printable.Of(first.Value)}'");
    }
}
