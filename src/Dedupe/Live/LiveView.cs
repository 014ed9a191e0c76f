using System.Runtime.InteropServices;

namespace Dedupe.Live;

/// <summary>
/// What a comparison sees: the index, the store's texts, and, for the writer, what is pending. Cheap to make. The gate
/// of the index is held for reading around <see cref="Find"/>, <see cref="FactsOf"/> and <see cref="HeadOf"/>.
/// </summary>
/// <param name="core">The index, the clusters, the store and the archives.</param>
/// <param name="pending">What is pending; null for questions.</param>
internal sealed class LiveView(LiveCore core, PendingArticles? pending)
{
    private readonly PostingIndex index = core.Index;
    private readonly IReadOnlyList<LiveArchive> archives = core.Archives;

    /// <summary>Held while the view is asked.</summary>
    public ReaderWriterLockSlim Gate => index.Gate;

    /// <summary>Keys that are looked up together, at most: their memory is fetched together.</summary>
    public const int KeysAtOnce = 32;

    /// <summary>Keys will be looked up soon, <see cref="KeysAtOnce"/> at most. Costs less than it saves.</summary>
    public void Prepare(ReadOnlySpan<ulong> keys) => index.Prepare(keys);

    /// <summary>Adds the articles of a key to a list; their facts are fetched meanwhile.</summary>
    public void Find(ulong key, List<uint> found, int most)
    {
        var start = found.Count;
        pending?.Tail.Find(key, found, most);
        index.Find(key, found, most);
        index.Facts.Prepare(CollectionsMarshal.AsSpan(found)[start..]);
        foreach (var archive in archives)
            archive.Find(key, found, most);
    }

    /// <summary>What is known of an article.</summary>
    public LiveFacts FactsOf(long number)
    {
        if (ArchiveOf(number) is { } archive)
            return archive.FactsOf(number);
        if (pending is null)
            return index.Facts[number];
        var facts = pending.Facts.TryGetValue(number, out var known) ? known : index.Facts[number];
        if (pending.ClusterOf.TryGetValue(number, out var cluster))
            facts.Cluster = cluster;
        return facts;
    }

    /// <summary>What is known of a cluster; null for an unknown one.</summary>
    public ClusterHead? HeadOf(long cluster)
    {
        if (pending is not null && pending.Heads.TryGetValue(cluster, out var changed))
            return changed;
        return core.Clusters.Heads.TryGetValue(cluster, out var head) ? head : null;
    }

    /// <summary>Articles with their texts; null for what is not there any more.</summary>
    public LiveArticle?[] Read(long[] numbers)
    {
        var articles = new LiveArticle?[numbers.Length];
        var asked = new List<int>();
        for (var i = 0; i < numbers.Length; i++)
        {
            if (pending is not null && pending.Items.TryGetValue(numbers[i], out var item))
                articles[i] = item.Article;
            else if (ArchiveOf(numbers[i]) is { } archive)
                articles[i] = archive.Read(numbers[i]);
            else
                asked.Add(i);
        }

        if (asked.Count == 0)
            return articles;
        var read = core.Store.Read(asked.ConvertAll(i => numbers[i]).ToArray());
        for (var i = 0; i < read.Length; i++)
            articles[asked[i]] = read[i];
        return articles;
    }

    private LiveArchive? ArchiveOf(long number)
    {
        if (number < LiveArchive.FirstNumber)
            return null;
        foreach (var archive in archives)
        {
            if (archive.Has(number))
                return archive;
        }

        return null;
    }
}
