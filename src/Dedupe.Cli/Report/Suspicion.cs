using System.Globalization;

namespace Dedupe.Cli.Report;

/// <summary>
/// How much a cluster asks to be looked at before it is believed. Nothing here says that it is wrong: each sign is one
/// that wrong clusters have more often than right ones.
/// </summary>
internal static class Suspicion
{
    private const int Large = 20;
    private const float Low = 0.15f;
    private const int ManySources = 10;
    private const int ManyDays = 30;

    /// <summary>The signs of a cluster, in words, with the weight of all together; 0 where there is none.</summary>
    /// <param name="cluster">The cluster.</param>
    public static (double Weight, IReadOnlyList<string> Signs) Of(ClusterFacts cluster)
    {
        var (weight, signs) = (0.0, new List<string>());
        // Each doubling counts as much as the last: of sizes, spans and counts the order of magnitude tells.
        Add(cluster.Size >= Large, Math.Log2((double)cluster.Size / Large) + 1, $"{cluster.Size} members");
        Add(
            cluster.Lowest < Low && cluster.Size > 2, (Low - cluster.Lowest) / Low * 2,
            $"similarity down to {cluster.Lowest:0.00}");
        Add(
            cluster.Sources >= ManySources, Math.Log2((double)cluster.Sources / ManySources) + 1,
            $"{cluster.Sources} sources");
        Add(
            cluster.Days >= ManyDays, Math.Log2((double)cluster.Days / ManyDays) + 1,
            $"{cluster.Days} days from first to last");
        Add(
            cluster.Conflicts > 0, Math.Log2(cluster.Conflicts + 1),
            $"{cluster.Conflicts} differing facts");
        return (weight, signs);

        void Add(bool holds, double more, FormattableString sign)
        {
            if (!holds)
                return;
            weight += more;
            signs.Add(sign.ToString(CultureInfo.InvariantCulture));
        }
    }
}
