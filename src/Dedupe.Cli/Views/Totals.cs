using System.Globalization;

namespace Dedupe.Cli.Views;

/// <summary>A whole run in one line.</summary>
internal static class Totals
{
    public static string Of(RunSummary summary)
    {
        var seconds = Math.Max(summary.Seconds, 1e-6);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(summary.Accepted, "document")}, {Count(summary.Clusters, "cluster")}, " +
            $"{Count(summary.Duplicates, "duplicate")}, "
            + $"{summary.Rejected} rejected, {summary.Seconds:0.00} s, {summary.Accepted / seconds:0} documents/s, "
            + $"{summary.TextBytes / 1e6 / seconds:0.0} MB/s");
    }

    /// <summary>Writes the run in one line, and in another one the limits that it met, when it met any.</summary>
    public static void Write(TextWriter output, RunSummary summary)
    {
        output.WriteLine(Of(summary));
        var met = summary.Limits.Where(static limit => limit.Met > 0)
            .Select(static limit => $"{limit.Name} {limit.Met}")
            .ToList();
        if (met.Count > 0)
            output.WriteLine($"limits met (docs/limits.md): {string.Join(", ", met)}");
    }

    public static string Count(long number, string what) => Count(number, what, what + "s");

    public static string Count(long number, string one, string more) => $"{number} {(number == 1 ? one : more)}";
}
