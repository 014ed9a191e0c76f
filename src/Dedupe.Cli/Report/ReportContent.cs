namespace Dedupe.Cli.Report;

/// <summary>What a report shows one by one: some clusters with their pairs, and some links.</summary>
/// <param name="Clusters">Clusters with the pairs that are shown.</param>
/// <param name="Links">Pairs of documents that are in no cluster together.</param>
/// <param name="Texts">Their texts.</param>
internal sealed record ReportContent(
    IReadOnlyList<(ReportCluster Cluster, ClusterFacts Facts, IReadOnlyList<ReportPair> Pairs)> Clusters,
    IReadOnlyList<ReportPair> Links, ReportTexts Texts);
