namespace Dedupe.Live;

/// <summary>
/// The right to write to a store, and what is written: all of it or nothing. One thread uses it. Disposing without
/// <see cref="Commit"/> takes everything back.
/// </summary>
internal interface ILiveTransaction : IDisposable
{
    /// <summary>The highest number of an article, those of this transaction included.</summary>
    long LastArticle { get; }

    /// <summary>The highest number of an event, those of this transaction included.</summary>
    long LastEvent { get; }

    /// <summary>Articles that others stored after a number, in order; see <see cref="ILiveStore.ReadAfter"/>.</summary>
    IReadOnlyList<LiveArticle> ReadAfter(long after);

    /// <summary>Events that others stored after a number, in order.</summary>
    IReadOnlyList<LiveEvent> ReadEvents(long after);

    /// <summary>The versions of an item; see <see cref="ILiveStore.ReadItem"/>.</summary>
    IReadOnlyList<LiveArticle> ReadItem(string source, string id);

    /// <summary>A cluster and its members in order; null for an unknown one.</summary>
    (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? ReadCluster(long number);

    /// <summary>Stores an article.</summary>
    /// <param name="article">The article; its number must be <see cref="LastArticle"/> + 1.</param>
    void Add(LiveArticle article);

    /// <summary>Stores a pair.</summary>
    void Add(in LivePair pair);

    /// <summary>Stores an event.</summary>
    /// <returns>Its number.</returns>
    long Add(LiveEvent happened);

    /// <summary>Stores a cluster, or what is new about it.</summary>
    void Put(LiveCluster cluster);

    /// <summary>Deletes a cluster; its members must have been put elsewhere or deleted.</summary>
    void DeleteCluster(long number);

    /// <summary>Stores a member, or where it is now.</summary>
    void Put(in LiveMember member);

    /// <summary>An article is in no cluster any more.</summary>
    void DeleteMember(long article);

    /// <summary>
    /// Changes the state of an article. <see cref="LiveState.Expired"/> deletes its text and its pairs,
    /// <see cref="LiveState.Forgotten"/> whatever it says as well, so that no page of the database has it any more
    /// (where the database can promise that).
    /// </summary>
    void SetState(long article, LiveState state);

    /// <summary>
    /// Makes all of it durable: when this returns it is on the disk. A connection that is lost meanwhile is asked again
    /// whether it was done.
    /// </summary>
    /// <exception cref="LiveStoreException">It is not stored, none of it.</exception>
    void Commit();
}
