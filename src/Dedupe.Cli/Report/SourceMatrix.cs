namespace Dedupe.Cli.Report;

/// <summary>How many copies each outlet has of each outlet's texts.</summary>
internal sealed class SourceMatrix
{
    /// <summary>Outlets by themselves; the rest are one row.</summary>
    public const int Most = 15;

    private readonly Dictionary<(string Kept, string Copy), long> cells = [];
    private readonly Dictionary<string, (long Kept, long Copies)> totals = new(StringComparer.Ordinal);

    /// <summary>Whether any member had an outlet.</summary>
    public bool IsKnown => totals.Count > 0;

    /// <summary>Counts a cluster.</summary>
    public void Add(ReportCluster cluster)
    {
        if (cluster.Kept.Source is { } source)
            totals[source] = (totals.GetValueOrDefault(source).Kept + 1, totals.GetValueOrDefault(source).Copies);
        foreach (var copy in cluster.Copies)
        {
            if (copy.Source is not { } from)
                continue;
            totals[from] = (totals.GetValueOrDefault(from).Kept, totals.GetValueOrDefault(from).Copies + 1);
            if (cluster.Kept.Source is { } kept)
                cells[(kept, from)] = cells.GetValueOrDefault((kept, from)) + 1;
        }
    }

    /// <summary>Each outlet: clusters that it leads, and copies that it has; most first.</summary>
    public IReadOnlyList<(string Source, long Kept, long Copies)> Totals =>
    [
        .. totals.Select(static one => (one.Key, one.Value.Kept, one.Value.Copies))
            .OrderByDescending(static one => one.Kept + one.Copies)
            .ThenBy(static one => one.Key, StringComparer.Ordinal)
    ];

    /// <summary>Copies of one outlet's texts that another has.</summary>
    public long Of(string kept, string copy) => cells.GetValueOrDefault((kept, copy));
}
