using System.Text;
using Dedupe.Clustering;
using Dedupe.Verification;

namespace Dedupe.Tests;

/// <summary>Runs over small collections in memory, and results as text that can be compared.</summary>
internal static class Collection
{
    public static Task<DedupeResult> RunAsync(IEnumerable<Document> documents, DedupeOptions? options = null) =>
        new Deduplicator(options)
            .RunAsync(Stream(documents), cancellationToken: Xunit.TestContext.Current.CancellationToken);

    public static Task<DedupeResult> RunAsync(params (string Id, string Text)[] documents) =>
        RunAsync(documents.Select(document => new Document(document.Id, document.Text)));

    /// <summary>The relation of two documents that must have been reported; none when they were not.</summary>
    public static Relation RelationOf(this DedupeResult result, string a, string b) =>
        result.PairOf(a, b)?.Relation ?? Relation.None;

    public static VerifiedPair? PairOf(this DedupeResult result, string a, string b) =>
        result.Pairs.SingleOrDefault(pair =>
            (pair.IdA, pair.IdB) == (string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a)));

    /// <summary>The clusters as sets of ids: the representative, then the others in order of ids.</summary>
    public static IEnumerable<string> ClusterIds(this DedupeResult result) =>
        result.Clusters.Select(cluster => string.Join(
        ' ',
        cluster.Members.Skip(1).Select(member => member.Id).Order(StringComparer.Ordinal)
            .Prepend(cluster.Representative.Id)));

    /// <summary>Everything a result says that must not depend on order, batches or threads.</summary>
    public static string Describe(this DedupeResult result)
    {
        var text = new StringBuilder();
        foreach (var document in result.Documents)
            text.Append(document).Append('\n');
        foreach (var cluster in result.Clusters)
            text.Append(Describe(cluster)).Append('\n');
        foreach (var pair in result.Pairs)
            text.Append(pair with { Passages = [] }).Append(string.Join(' ', pair.Passages)).Append('\n');
        return text.Append(result.Summary.Read)
            .Append(' ')
            .Append(result.Summary.Accepted)
            .Append(' ')
            .Append(result.Summary.RefusedEdges)
            .ToString();
    }

    /// <summary>How often a limit was met.</summary>
    public static long Met(this DedupeResult result, string limit) =>
        result.Summary.Limits.Single(met => met.Name == limit).Met;

    public static string Words(int seed, int count, string prefix = "w") =>
        string.Join(' ', Enumerable.Range(0, count).Select(i => $"{prefix}{seed}x{i}"));

    private static string Describe(Cluster cluster) =>
        $"{cluster.Id} {cluster.Representative.Number} {cluster.Reason}: {string.Join(' ', cluster.Members)}";

    private static async IAsyncEnumerable<Document> Stream(IEnumerable<Document> documents)
    {
        foreach (var document in documents)
        {
            await Task.Yield();
            yield return document;
        }
    }
}
