namespace Dedupe.Live;

/// <summary>
/// Where a live index keeps what is true: articles, pairs, clusters, events. The index is derived from it and can be
/// made anew. Reading is safe from any thread and sees whole transactions. What passes by itself (a busy or restarted
/// database) is tried again within; what does not is thrown as <see cref="LiveStoreException"/>.
/// </summary>
internal interface ILiveStore : IDisposable
{
    /// <summary>Names the store for good: an index of another store is not taken for its own.</summary>
    Guid Identity { get; }

    /// <summary>
    /// Takes the right to write, and waits for whoever has it, another server too. Everything others committed is seen
    /// from then on.
    /// </summary>
    /// <exception cref="LiveStoreException">The store cannot be written.</exception>
    ILiveTransaction Begin(CancellationToken cancellationToken);

    /// <summary>What it holds.</summary>
    LiveCounts Count();

    /// <summary>Articles by their numbers, with their texts, in the order of <paramref name="numbers"/>; null for what
    /// is not there.</summary>
    LiveArticle?[] Read(ReadOnlySpan<long> numbers);

    /// <summary>Articles after a number, in order of their numbers, with their texts. Read as a stream: memory is
    /// bounded.</summary>
    /// <param name="after">The number; 0 for all.</param>
    /// <param name="arrivedSince">Those that came at this time or later; null for all.</param>
    IEnumerable<LiveArticle> ReadAfter(long after, DateTimeOffset? arrivedSince = null);

    /// <summary>The versions of an item, in order of their numbers; none for an unknown item.</summary>
    /// <param name="source">The source; empty for items without one.</param>
    /// <param name="id">Its own id.</param>
    IReadOnlyList<LiveArticle> ReadItem(string source, string id);

    /// <summary>The versions of all items that have an id, whatever their source.</summary>
    IReadOnlyList<LiveArticle> ReadItems(string id);

    /// <summary>The articles that are not <see cref="LiveState.Present"/>, with their state.</summary>
    IEnumerable<(long Article, LiveState State)> ReadAbsent();

    /// <summary>The members of all clusters; no order.</summary>
    IEnumerable<LiveMember> ReadMembers();

    /// <summary>A cluster and its members in order; null for an unknown one.</summary>
    (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? ReadCluster(long number);

    /// <summary>The present versions of the items that a cluster's members are of, where an item has several: the
    /// article that is a member, another article of its item, and that one's version in UTF-8. No order.</summary>
    IReadOnlyList<(long Member, long Other, ReadOnlyMemory<byte> Version)> ReadOtherVersions(long cluster);

    /// <summary>Clusters, those with the highest numbers first.</summary>
    IReadOnlyList<LiveCluster> ReadClusters(ClusterQuery query);

    /// <summary>The pairs of an article, in order of the other one.</summary>
    IReadOnlyList<LivePair> ReadPairs(long article);

    /// <summary>Events after a number, in order.</summary>
    /// <param name="after">The number; 0 for all.</param>
    /// <param name="limit">At most so many.</param>
    IReadOnlyList<LiveEvent> ReadEvents(long after, int limit);
}
