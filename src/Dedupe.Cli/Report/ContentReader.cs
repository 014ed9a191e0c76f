using Dedupe.Reporting;

namespace Dedupe.Cli.Report;

/// <summary>Chooses what is shown one by one, and reads it.</summary>
/// <param name="directory">The run directory.</param>
/// <param name="figures">The run as a whole.</param>
/// <param name="most">How many clusters, at most: half of them the largest, half the most suspicious.</param>
internal sealed class ContentReader(string directory, ReportFigures figures, int most)
{
    /// <summary>Pairs of a cluster that are shown side by side.</summary>
    public const int MostPairs = 6;

    private readonly string pairs = Path.Combine(directory, ResultFolder.PairsName);
    private readonly string clusters = Path.Combine(directory, ResultFolder.ClustersName);

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">A line is not what it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task<ReportContent> ReadAsync(CancellationToken cancellationToken)
    {
        var chosen = Chosen()
            .Select(facts =>
            {
                var cluster = ResultJson.Cluster(ByteLines.At(clusters, facts.Offset));
                return (cluster, facts, PairsOf(facts));
            })
            .ToList();
        List<ReportPair> links =
        [
            .. figures.Links.OrderByDescending(static link => link.Key)
                .SelectMany(static link => link.Value.Offsets).Select(Pair)
        ];
        var wanted = new Dictionary<string, ReportMember>(StringComparer.Ordinal);
        foreach (var (cluster, _, shown) in chosen)
        {
            var ids = shown.SelectMany(static pair => (string[])[pair.A, pair.B]).ToHashSet(StringComparer.Ordinal);
            foreach (var member in cluster.Members.Where(member => ids.Contains(member.Id)))
                wanted[member.Id] = member;
        }

        foreach (var id in links.SelectMany(static link => (string[])[link.A, link.B]))
            wanted.TryAdd(id, new ReportMember(id, "", 0, 0, null, null, null, null, null, null));
        var texts = await ReportTexts.ReadAsync(directory, wanted.Values, cancellationToken);
        return new ReportContent(chosen, links, texts);
    }

    private IEnumerable<ClusterFacts> Chosen()
    {
        var largest = figures.Clusters.OrderByDescending(static one => one.Size).ThenBy(static one => one.Offset);
        if (figures.Clusters.Count <= most)
            return largest;
        var suspicious = figures.Clusters.OrderByDescending(static one => Suspicion.Of(one).Weight)
            .ThenByDescending(static one => one.Size).ThenBy(static one => one.Offset);
        return largest.Take(most / 2).Union(suspicious.Take(most / 2)).ToList();
    }

    // Those with the representative first: they are why the members are in the cluster. The least similar come first.
    private IReadOnlyList<ReportPair> PairsOf(ClusterFacts facts) =>
    [
        .. facts.KeptPairs.Select(Pair).OrderBy(static pair => pair.Jaccard)
            .Concat(facts.OtherPairs.Select(Pair).OrderBy(static pair => pair.Jaccard))
            .Take(MostPairs)
    ];

    private ReportPair Pair(long offset) => ResultJson.Pair(ByteLines.At(pairs, offset));
}
