namespace Dedupe.Live;

/// <summary>
/// Where a live index keeps what is true: articles, pairs, clusters, events. The index is derived from it, and is made
/// anew where it is lost. <see cref="MemoryLiveStore"/> is one in memory; docs/library.md tells how to write another.
/// </summary>
/// <remarks>
/// What a store promises:
/// <list type="bullet">
/// <item>Articles and events each have numbers 1, 2, 3 … in the order in which they are committed, without gaps, and
/// none is used again. Whoever sees a number sees all before it.</item>
/// <item>One transaction at a time writes, of all processes that have the store open.</item>
/// <item>Nobody else sees anything of a transaction before it is committed, and all of it after that. Nothing of one
/// that was not committed remains.</item>
/// <item>What was committed stays: bytes come back as they were stored.</item>
/// <item>All members of the store are safe from any thread, also while a transaction is open; a transaction belongs to
/// one thread at a time.</item>
/// </list>
/// What passes by itself (a busy or restarted database) is tried again within the store; what does not is thrown as
/// <see cref="LiveStoreException"/>, by every member. Any other exception counts as a fault of the program.
/// </remarks>
public interface ILiveStore : IDisposable
{
    /// <summary>Names the store for good; no two stores have the same. An index on the disk that was made of another
    /// store is not taken for this one's. Never <see cref="Guid.Empty"/>.</summary>
    Guid Identity { get; }

    /// <summary>
    /// Takes the right to write, and waits for whoever has it, another process too. Everything others committed is seen
    /// from then on.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="LiveStoreException">The store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The waiting was called off.</exception>
    ILiveTransaction Begin(CancellationToken cancellationToken);

    /// <summary>What it holds. Asked often (twice a second by each index): it must not count what it has.</summary>
    LiveCounts Count();

    /// <summary>Articles by their numbers, with their texts, in the order of <paramref name="numbers"/>; null for what
    /// is not there. Each answer of an index asks for up to 48 of them.</summary>
    /// <param name="numbers">The numbers; one may stand there twice.</param>
    LiveArticle?[] Read(ReadOnlySpan<long> numbers);

    /// <summary>Articles after a number, in order of their numbers, with their texts, whatever their state. Read as a
    /// stream: memory is bounded. What is committed meanwhile may be in it; nothing is left out.</summary>
    /// <param name="after">The number; 0 for all.</param>
    /// <param name="arrivedSince">Those that came at this time or later; null for all. Clocks are set back: later
    /// numbers may have earlier times.</param>
    IEnumerable<LiveArticle> ReadAfter(long after, DateTimeOffset? arrivedSince = null);

    /// <summary>The versions of an item, in order of their numbers; none for an unknown item.</summary>
    /// <param name="source">The source, letter by letter; empty for items without one.</param>
    /// <param name="id">Its own id, letter by letter.</param>
    IReadOnlyList<LiveArticle> ReadItem(string source, string id);

    /// <summary>When the next embargo ends that <see cref="ILiveTransaction.Release"/> has not told of, in the past or
    /// to come; null when there is none.</summary>
    DateTimeOffset? ReadNextRelease();

    /// <summary>The articles that are not <see cref="LiveState.Present"/>, with their state; in no order.</summary>
    IEnumerable<(long Article, LiveState State)> ReadAbsent();

    /// <summary>The members of all clusters, in no order. Read once, when an index is opened.</summary>
    IEnumerable<LiveMember> ReadMembers();

    /// <summary>A cluster and its members, by their ranks; null for an unknown one.</summary>
    /// <param name="number">Its number.</param>
    (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? ReadCluster(long number);

    /// <summary>The pairs of an article, as the later or the earlier one, in order of the other article; none of a
    /// text that is gone.</summary>
    /// <param name="article">Its number.</param>
    IReadOnlyList<LivePair> ReadPairs(long article);

    /// <summary>Events after a number, in order.</summary>
    /// <param name="after">The number; 0 for all.</param>
    /// <param name="limit">At most so many.</param>
    IReadOnlyList<LiveEvent> ReadEvents(long after, int limit);

    /// <summary>The last event of a kind; null when there is none. Asked once, when an index is opened: it may take a
    /// look at each event since.</summary>
    /// <param name="kind">The kind.</param>
    LiveEvent? ReadLastEvent(LiveEventKind kind);
}
