using System.Globalization;

namespace Dedupe.Cli.Report;

/// <summary>Cluster sizes for a chart: small ones one by one, then in doubling steps.</summary>
internal static class SizeSteps
{
    private const int OneByOne = 8;

    /// <summary>Labels and counts from the smallest size up.</summary>
    /// <param name="sizes">Clusters by size.</param>
    public static IReadOnlyList<(string Label, long Count)> Of(IReadOnlyDictionary<int, long> sizes)
    {
        if (sizes.Count == 0)
            return [];
        var most = sizes.Keys.Max();
        var steps = new List<(string, long)>();
        var from = Math.Min(2, sizes.Keys.Min());
        while (from <= most)
        {
            var to = from < OneByOne ? from : (from * 2) - 1;
            var label = from == to
                ? from.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{from}–{to}");
            steps.Add((label, sizes.Where(one => one.Key >= from && one.Key <= to).Sum(static one => one.Value)));
            from = to + 1;
        }

        return steps;
    }
}
