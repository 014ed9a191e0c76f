using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Dedupe.Live;

/// <summary>A batch run over the articles of a window.</summary>
/// <param name="Clusters">What it found.</param>
/// <param name="Articles">The articles that were compared.</param>
/// <param name="Last">The last number of an article that could be compared: later ones came meanwhile.</param>
internal sealed record WindowRun(
    IReadOnlyList<SettledCluster> Clusters, HashSet<long> Articles, long Last)
{
    /// <summary>Runs the batch. Cost: that of the batch, and reading the texts.</summary>
    /// <param name="store">Has the texts.</param>
    /// <param name="options">How they are compared.</param>
    /// <param name="since">Articles that came before are left out; null: none are.</param>
    /// <param name="last">Articles after this one are left out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<WindowRun> RunAsync(
        ILiveStore store, DedupeOptions options, DateTimeOffset? since, long last, CancellationToken cancellationToken)
    {
        var articles = new HashSet<long>();
        var settled = options with
        {
            // One processor is left to whoever asks meanwhile.
            Threads = options.Threads > 0 ? options.Threads : Math.Max(1, Environment.ProcessorCount - 1),
            Clustering = options.Clustering with { Singletons = false },
        };
        var result = await new Deduplicator(settled)
            .RunAsync(Documents(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return new WindowRun(
            [.. result.Clusters.Select(cluster => new SettledCluster(
                cluster, [.. cluster.Members.Select(static member => NumberOf(member.Document))]))],
            articles, last);

        IEnumerable<Document> Documents()
        {
            var sources = new Dictionary<UInt128, ulong>();
            foreach (var article in store.ReadAfter(0, since))
            {
                if (article.Number > last)
                    yield break;
                if (article.State != LiveState.Present)
                    continue;
                articles.Add(article.Number);
                yield return article.Document with
                {
                    Id = IdOf(article.Document, sources),
                    Url = Encoding.ASCII.GetBytes(article.Number.ToString(CultureInfo.InvariantCulture)),
                };
            }
        }
    }

    /// <summary>The run without what was removed meanwhile. Clusters that had any of it stay as they are stored, for
    /// the next settlement.</summary>
    public WindowRun Without(HashSet<long> removed)
    {
        if (removed.Count == 0)
            return this;
        var touched = Clusters.Where(cluster => cluster.Articles.Any(removed.Contains)).ToHashSet();
        return this with
        {
            Clusters = [.. Clusters.Where(cluster => !touched.Contains(cluster))],
            Articles = [.. Articles.Except(removed).Except(touched.SelectMany(static cluster => cluster.Articles))],
        };
    }

    // Nothing is compared by the url, so it can carry the number; one that is the id is not kept twice.
    private static long NumberOf(DocumentInfo document) =>
        long.Parse(document.Url ?? document.ItemId, CultureInfo.InvariantCulture);

    // Items of two sources may have one id: the batch has one namespace.
    private static ReadOnlyMemory<byte> IdOf(in Document document, Dictionary<UInt128, ulong> sources)
    {
        var source = XxHash3.HashToUInt64(document.Source.Span);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(
            sources, XxHash128.HashToUInt128(document.Id.Span), out var isKnown);
        if (!isKnown)
            known = source;
        return known == source ? document.Id : (byte[])[.. document.Source.Span, (byte)'/', .. document.Id.Span];
    }
}
