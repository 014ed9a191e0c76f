namespace Dedupe.Live;

/// <summary>
/// The right to write to a store, and what is written: all of it or nothing. One thread at a time uses it. It sees what
/// it wrote itself. Disposing without <see cref="Commit"/> takes everything back; disposing again does nothing.
/// </summary>
public interface ILiveTransaction : IDisposable
{
    /// <summary>The highest number of an article, those of this transaction included; 0 when there is none.</summary>
    long LastArticle { get; }

    /// <summary>The highest number of an event, those of this transaction included; 0 when there is none.</summary>
    long LastEvent { get; }

    /// <summary>Articles after a number, in order; see <see cref="ILiveStore.ReadAfter"/>. Asked for what others
    /// stored, before anything is written.</summary>
    /// <param name="after">The number.</param>
    IReadOnlyList<LiveArticle> ReadAfter(long after);

    /// <summary>Events after a number, in order, all of them.</summary>
    /// <param name="after">The number.</param>
    IReadOnlyList<LiveEvent> ReadEvents(long after);

    /// <summary>The versions of an item; see <see cref="ILiveStore.ReadItem"/>.</summary>
    /// <param name="source">The source; empty for items without one.</param>
    /// <param name="id">Its own id.</param>
    IReadOnlyList<LiveArticle> ReadItem(string source, string id);

    /// <summary>A cluster and its members, by their ranks; null for an unknown one.</summary>
    /// <param name="number">Its number.</param>
    (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? ReadCluster(long number);

    /// <summary>Stores an article.</summary>
    /// <param name="article">The article; its number must be <see cref="LastArticle"/> + 1.</param>
    /// <exception cref="ArgumentException">It has another number.</exception>
    void Add(LiveArticle article);

    /// <summary>Stores a pair; each comes once.</summary>
    /// <param name="pair">The pair.</param>
    void Add(in LivePair pair);

    /// <summary>Stores an event.</summary>
    /// <param name="happened">The event; the store gives it its number.</param>
    /// <returns>Its number: <see cref="LastEvent"/> from now on.</returns>
    long Add(LiveEvent happened);

    /// <summary>Stores a cluster, or what is new about it; its members stay.</summary>
    /// <param name="cluster">The cluster.</param>
    void Put(LiveCluster cluster);

    /// <summary>Deletes a cluster, if it is there; its members must have been put elsewhere or deleted.</summary>
    /// <param name="number">Its number.</param>
    void DeleteCluster(long number);

    /// <summary>Stores a member, or where the article is now: it is in one cluster at most.</summary>
    /// <param name="member">The member.</param>
    void Put(in LiveMember member);

    /// <summary>An article is in no cluster any more.</summary>
    /// <param name="article">Its number.</param>
    void DeleteMember(long article);

    /// <summary>
    /// Changes the state of an article. <see cref="LiveState.Expired"/> deletes its text and its pairs;
    /// <see cref="LiveState.Forgotten"/> also its title, url and answer, so that no page of the store has them any more
    /// (where it can promise that), and is the last state: changing it does nothing.
    /// </summary>
    /// <param name="article">Its number.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentException">There is no such article, or its text is gone and the state would need
    /// it.</exception>
    void SetState(long article, LiveState state);

    /// <summary>Articles that came under an embargo which has ended, and that are present. Once this is committed they
    /// are not told again, whoever asks.</summary>
    /// <param name="until">Embargoes that end by then have ended.</param>
    IReadOnlyList<long> Release(DateTimeOffset until);

    /// <summary>
    /// Makes all of it durable: when this returns it stays. It is done once whatever happens: a store whose connection
    /// is lost meanwhile finds out whether it was done before it writes again or throws. Nothing but
    /// <see cref="IDisposable.Dispose"/> is called afterwards.
    /// </summary>
    /// <exception cref="LiveStoreException">It is not stored, none of it.</exception>
    void Commit();
}
