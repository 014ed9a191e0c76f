using System.Globalization;
using Dedupe.Batch;

namespace Dedupe.Cli.Views;

/// <summary>What filtering did: what stayed and why, and what went, in documents and words.</summary>
internal static class FilterView
{
    private const int Shown = 10;

    public static void Write(TextWriter output, FilterResult result, FilterOptions options)
    {
        foreach (var kept in result.KeptForOwnText.Take(Shown))
        {
            var beside = kept.Beside is null
                ? "compared with no kept copy"
                : $"of its words are not in {Printable.Of(kept.Beside)}";
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"kept {Printable.Of(kept.Id)}: {Math.Floor(100 * kept.OwnShare):0} % {beside}"));
        }

        if (result.Removal.KeptForOwnText > Shown)
            output.WriteLine(
                $"and {result.Removal.KeptForOwnText - Shown} more kept for text of their own, all in filter.json");
        foreach (var link in result.LinksLeftOut.Take(Shown))
            output.WriteLine($"left out {Printable.Of(link)}: a link to what is not written");
        if (result.LinksLeftOut.Count > Shown)
            output.WriteLine($"and {result.LinksLeftOut.Count - Shown} more links left out, all in filter.json");

        var counts = result.Counts;
        var rejected = counts.Rejected == 0 ? "" : options.DropRejected ? " (left out)" : " (kept as they are)";
        var notMet = result.NotMet == 0
            ? ""
            : $"; {Totals.Count(result.NotMet, "copy", "copies")} of the run not in these files";
        output.WriteLine(
            $"{Totals.Count(counts.Read, "document")} read: {counts.Kept} kept, {counts.Removed} removed, " +
            $"{counts.Rejected} rejected{rejected}; "
            + $"{Totals.Count(result.Files.Count, "file")}{notMet}");
        if (counts.Removed > 0 || result.Removal.KeptForOwnText > 0)
            output.WriteLine(Words(result.Removal));
        if (result.Links > 0 || result.LinksLeftOut.Count > 0)
            output.WriteLine($"links: {result.Links} written as links, {result.LinksLeftOut.Count} left out");
        if (result.PassedOver.Values.Sum() is var others and > 0)
            output.WriteLine(Others(result, others, options));
    }

    private static string Words(RemovalTotals removal)
    {
        var boilerplate = removal.LostBoilerplate == 0 ? "" : $" ({removal.LostBoilerplate} of them boilerplate)";
        return $"removed: {Totals.Count(removal.Documents, "document")} of {Totals.Count(removal.Words, "word")}, "
            + $"{removal.LostWords} of these are in no kept copy{boilerplate}; {removal.KeptForOwnText} kept for " +
                $"text of their own";
    }

    private static string Others(FilterResult result, long others, FilterOptions options)
    {
        var kinds = string.Join(
            ", ",
            result.PassedOver.OrderByDescending(static kind => kind.Value)
                .Take(Shown)
                .Select(static kind => $"{kind.Value} {Printable.Of(kind.Key)}"));
        return options.CopyOthers
            ? $"{result.Copied} of {Totals.Count(others, "file")} that are not read brought along ({kinds})"
            : $"{Totals.Count(others, "file")} not read and not brought along ({kinds}); --copy-others brings them";
    }
}
