namespace Dedupe.Live;

/// <summary>
/// A store in memory: for tests, and for what need not outlive the process. Whatever it holds is gone with it; until
/// then it promises what every store does. Several indexes may be open on one.
/// </summary>
/// <remarks>
/// Safe from any thread. Whoever reads has what was committed last, waits for nobody, and is waited for by nobody.
/// Cost: the texts and answers, and some 1.5 KB an article besides (of 20,000); each call goes down a tree, or a tree
/// for each thing it reads. Takedowns take texts out of the store; the runtime overwrites their memory when it needs
/// it.
/// </remarks>
public sealed class MemoryLiveStore : ILiveStore
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile MemoryContent content = new();

    /// <inheritdoc/>
    public Guid Identity { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public ILiveTransaction Begin(CancellationToken cancellationToken)
    {
        turn.Wait(cancellationToken);
        return new MemoryTransaction(content, committed => content = committed, () => turn.Release());
    }

    /// <inheritdoc/>
    public LiveCounts Count() => content.Counts;

    /// <inheritdoc/>
    public LiveArticle?[] Read(ReadOnlySpan<long> numbers)
    {
        var now = content;
        var articles = new LiveArticle?[numbers.Length];
        for (var i = 0; i < articles.Length; i++)
            articles[i] = now.Article(numbers[i]);
        return articles;
    }

    /// <inheritdoc/>
    public IEnumerable<LiveArticle> ReadAfter(long after, DateTimeOffset? arrivedSince = null) =>
        content.ArticlesAfter(after).Where(article => !(article.ArrivedAt < arrivedSince));

    /// <inheritdoc/>
    public IReadOnlyList<LiveArticle> ReadItem(string source, string id) => content.Item(source, id);

    /// <inheritdoc/>
    public DateTimeOffset? ReadNextRelease() => content.Unreleased.FirstOrDefault() is { Article: > 0 } next
        ? next.End
        : null;

    /// <inheritdoc/>
    public IEnumerable<(long Article, LiveState State)> ReadAbsent() =>
        content.Absent.Select(static one => (one.Key, one.Value));

    /// <inheritdoc/>
    public IEnumerable<LiveMember> ReadMembers() => content.Members.Values;

    /// <inheritdoc/>
    public (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? ReadCluster(long number) =>
        content.Cluster(number);

    /// <inheritdoc/>
    public IReadOnlyList<LivePair> ReadPairs(long article) => content.PairsOf(article);

    /// <inheritdoc/>
    public IReadOnlyList<LiveEvent> ReadEvents(long after, int limit) => content.EventsAfter(after, limit);

    /// <inheritdoc/>
    public LiveEvent? ReadLastEvent(LiveEventKind kind) =>
        content.Events.FindLast(happened => happened.Kind == kind);

    /// <summary>Nothing can be written to it any more; reading goes on.</summary>
    public void Dispose() => turn.Dispose();
}
