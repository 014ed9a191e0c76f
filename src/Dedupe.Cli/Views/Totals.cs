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
            $"{Count(summary.Accepted, "document")}, {Count(summary.Clusters, "cluster")}, {Count(summary.Duplicates, "duplicate")}, "
            + $"{summary.Rejected} rejected, {summary.Seconds:0.00} s, {summary.Accepted / seconds:0} documents/s, "
            + $"{summary.TextBytes / 1e6 / seconds:0.0} MB/s");
    }

    public static string Count(long number, string what) => Count(number, what, what + "s");

    public static string Count(long number, string one, string more) => $"{number} {(number == 1 ? one : more)}";
}
