using Dedupe.Live;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>What every store promises; each database runs them all.</summary>
public abstract class LiveStoreTests : IDisposable
{
    private readonly List<ILiveStore> opened = [];

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    /// <summary>Opens the database of this test once more.</summary>
    private protected abstract ILiveStore OpenOnce();

    private protected ILiveStore Open()
    {
        var store = OpenOnce();
        opened.Add(store);
        return store;
    }

    private protected static void Add(ILiveStore store, params LiveArticle[] articles)
    {
        using var transaction = store.Begin(CancellationToken.None);
        foreach (var article in articles)
            transaction.Add(article);
        transaction.Commit();
    }

    private protected static LiveArticle[] Articles(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(static number => Made.Article(number))];

    private static string[] Told(IEnumerable<LiveArticle?> articles) => [.. articles.Select(Made.Told)];

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing)
    {
        foreach (var store in opened)
            store.Dispose();
        opened.Clear();
    }

    [Fact]
    public void AnArticleComesBackAsItWasStored()
    {
        var store = Open();
        var articles = Articles(1, 6);
        articles[3] = new LiveArticle { Number = 4, Document = new Document("bare", "") };
        Add(store, articles);

        Assert.Equal(Told(articles), Told(store.ReadAfter(0)));
        Assert.Equal(
            Told([articles[4], null, articles[0], articles[4]]), Told(store.Read([5, 99, 1, 5])));
        Assert.Equal(new LiveCounts(6, 6, 0, 0), store.Count());
        Assert.Empty(store.Read([]));
    }

    [Fact]
    public void ADifferentServerSeesTheSame()
    {
        var store = Open();
        Add(store, Articles(1, 3));
        var other = Open();

        Assert.Equal(store.Identity, other.Identity);
        Assert.NotEqual(Guid.Empty, store.Identity);
        Assert.Equal(Told(Articles(1, 3)), Told(other.ReadAfter(0)));
    }

    [Fact]
    public void ArticlesAreReadAfterANumberAndATime()
    {
        var store = Open();
        var articles = Articles(1, 1200);
        // A clock that was set back.
        articles[999] = articles[999] with { ArrivedAt = Made.Noon.AddDays(-1) };
        foreach (var some in articles.Chunk(500))
            Add(store, some);

        Assert.Equal(Told(articles[700..]), Told(store.ReadAfter(700)));
        Assert.Empty(store.ReadAfter(1200));
        Assert.Equal(
            Told([.. articles[600..999], .. articles[1000..]]), Told(store.ReadAfter(3, articles[600].ArrivedAt)));
        Assert.Equal(
            Told([.. articles[800..999], .. articles[1000..]]), Told(store.ReadAfter(800, articles[600].ArrivedAt)));
        Assert.Empty(store.ReadAfter(0, Made.Noon.AddYears(1)));
    }

    [Fact]
    public void LongTextsAreReadPieceByPiece()
    {
        var store = Open();
        var text = new string('x', 3 << 20);
        Add(store, [.. Enumerable.Range(1, 5).Select(number => Made.Article(number, text + number))]);

        Assert.Equal([1L, 2, 3, 4, 5], store.ReadAfter(0).Select(static article => article.Number));
        Assert.All(store.ReadAfter(0), article =>
            Assert.EndsWith($"x{article.Number}", System.Text.Encoding.UTF8.GetString(article.Document.Text.Span)));
    }

    [Fact]
    public void AnItemIsFoundByItsSourceAndItsId()
    {
        var store = Open();
        LiveArticle[] articles =
        [
            Made.Article(1, id: "a", source: "Wire"),
            Made.Article(2, id: "a", source: "Post"),
            Made.Article(3, id: "b", source: "Wire"),
            Made.Article(4, id: "a", source: "Wire"),
            Made.Article(5, id: "a", source: ""),
            Made.Article(6, id: "a", source: "WIRE"),
        ];
        Add(store, articles);

        Assert.Equal(Told([articles[0], articles[3]]), Told(store.ReadItem("Wire", "a")));
        Assert.Equal(Told([articles[4]]), Told(store.ReadItem("", "a")));
        Assert.Equal(
            Told([articles[0], articles[1], articles[3], articles[4], articles[5]]), Told(store.ReadItems("a")));
        Assert.Empty(store.ReadItem("Post", "b"));
        Assert.Empty(store.ReadItems("c"));
        Assert.Empty(store.ReadItems(""));

        using var transaction = store.Begin(CancellationToken.None);
        var late = Made.Article(7, id: "a");
        transaction.Add(late);
        Assert.Equal(Told([articles[0], articles[3], late]), Told(transaction.ReadItem("Wire", "a")));
    }

    [Fact]
    public void WhatIsNotCommittedDidNotHappen()
    {
        var store = Open();
        Add(store, Articles(1, 2));
        using (var transaction = store.Begin(CancellationToken.None))
        {
            transaction.Add(Made.Article(3));
            transaction.Add(Made.Pair(3, 1));
            transaction.Add(new LiveEvent(LiveEventKind.Arrived, Made.Noon) { Article = 3 });
            transaction.Put(new LiveCluster(1) { Size = 2 });
            transaction.Put(Made.Member(3, 1, 0));
            transaction.SetState(1, LiveState.Forgotten);
            Assert.Equal((3, 1), (transaction.LastArticle, transaction.LastEvent));
            Assert.Equal(2, transaction.ReadCluster(1)?.Cluster.Size);
            // Nobody else sees any of it.
            Assert.Equal(new LiveCounts(2, 2, 0, 0), store.Count());
            Assert.Null(store.ReadCluster(1));
            Assert.Equal(Told(Articles(1, 2)), Told(store.ReadAfter(0)));
        }

        Assert.Equal(new LiveCounts(2, 2, 0, 0), store.Count());
        Assert.Equal(Told(Articles(1, 2)), Told(store.ReadAfter(0)));
        Assert.Empty(store.ReadPairs(3));
        Assert.Empty(store.ReadMembers());
        Assert.Empty(store.ReadEvents(0, 10));
        Assert.Empty(store.ReadAbsent());
        Add(store, Made.Article(3));
    }

    [Fact]
    public void NumbersFollowEachOther()
    {
        using var transaction = Open().Begin(CancellationToken.None);
        Assert.Equal((0, 0), (transaction.LastArticle, transaction.LastEvent));
        Assert.Throws<ArgumentException>(() => transaction.Add(Made.Article(2)));
        transaction.Add(Made.Article(1));
        Assert.Throws<ArgumentException>(() => transaction.Add(Made.Article(1)));
    }

    [Fact]
    public void EventsAreToldInOrder()
    {
        var store = Open();
        for (var at = 0; at < 3; at++)
        {
            using var transaction = store.Begin(CancellationToken.None);
            for (var i = 1; i <= 4; i++)
            {
                Assert.Equal((at * 4) + i, transaction.Add(new LiveEvent((LiveEventKind)i, Made.Noon.AddTicks(i))
                {
                    Article = i,
                    Cluster = at,
                    Other = long.MaxValue,
                }));
            }

            transaction.Commit();
        }

        Assert.Equal(Enumerable.Range(6, 5).Select(static i => (long)i),
            store.ReadEvents(5, 5).Select(static happened => happened.Number));
        Assert.Equal(
            new LiveEvent(LiveEventKind.Corrected, Made.Noon.AddTicks(3))
            {
                Number = 7,
                Article = 3,
                Cluster = 1,
                Other = long.MaxValue,
            },
            store.ReadEvents(6, 1)[0]);
        Assert.Equal(12, store.Count().LastEvent);
        Assert.Empty(store.ReadEvents(12, 5));
        using var last = store.Begin(CancellationToken.None);
        Assert.Equal(12, last.ReadEvents(0).Count);
        Assert.Equal(12, last.LastEvent);
    }

    [Fact]
    public void ATransactionSeesWhatOthersStored()
    {
        var (one, two) = (Open(), Open());
        Add(one, Articles(1, 700));
        using var transaction = two.Begin(CancellationToken.None);
        Assert.Equal(700, transaction.LastArticle);
        Assert.Equal(Told(Articles(101, 600)), Told(transaction.ReadAfter(100)));
        Assert.Empty(transaction.ReadAfter(700));
    }

    [Fact]
    public void ClustersChange()
    {
        var store = Open();
        Add(store, Articles(1, 4));
        var cluster = new LiveCluster(1)
        {
            Id = "0123456789abcdef",
            Reason = "earliest",
            Size = 3,
            IsSettled = true,
            ChangedAt = Made.Noon.AddTicks(3),
        };
        using (var transaction = store.Begin(CancellationToken.None))
        {
            transaction.Put(cluster with { Size = 1 });
            transaction.Put(new LiveCluster(4));
            transaction.Put(Made.Member(1, 1, 1));
            transaction.Put(Made.Member(2, 1, 0));
            transaction.Put(Made.Member(3, 1, 2));
            transaction.Put(Made.Member(4, 4, 0));
            transaction.Commit();
        }

        Assert.Equal(2, store.Count().Clusters);
        using (var transaction = store.Begin(CancellationToken.None))
        {
            transaction.Put(cluster);
            transaction.Put(Made.Member(4, 1, 3));
            transaction.DeleteMember(3);
            transaction.DeleteCluster(4);
            transaction.DeleteCluster(9);
            var seen = transaction.ReadCluster(1);
            Assert.Equal(cluster, seen?.Cluster);
            Assert.Equal([Made.Member(2, 1, 0), Made.Member(1, 1, 1), Made.Member(4, 1, 3)], seen?.Members);
            Assert.Null(transaction.ReadCluster(4));
            transaction.Commit();
        }

        Assert.Equal(1, store.Count().Clusters);
        var read = store.ReadCluster(1);
        Assert.Equal(cluster, read?.Cluster);
        Assert.Equal([Made.Member(2, 1, 0), Made.Member(1, 1, 1), Made.Member(4, 1, 3)], read?.Members);
        Assert.Null(store.ReadCluster(4));
        Assert.Equal([1L, 2, 4], store.ReadMembers().Select(static member => member.Article).Order());
        Assert.Contains(Made.Member(4, 1, 3), store.ReadMembers());
    }

    [Fact]
    public void ClustersAreFound()
    {
        var store = Open();
        using (var transaction = store.Begin(CancellationToken.None))
        {
            for (var number = 1; number <= 1300; number++)
            {
                var article = Made.Article(number, source: number % 400 == 0 ? "Ärzteblatt" : "Wire");
                transaction.Add(article);
                transaction.Put(new LiveCluster(number) { Size = 1, ChangedAt = Made.Noon.AddSeconds(number % 1000) });
                transaction.Put(Made.Member(number, number, 0));
            }

            transaction.Commit();
        }

        Assert.Equal([1300L, 1299, 1298], Numbers(new ClusterQuery { Limit = 3 }));
        Assert.Equal([1298L, 1297], Numbers(new ClusterQuery { Limit = 2, Before = 1299 }));
        Assert.Equal([999L, 998, 997], Numbers(new ClusterQuery { Since = Made.Noon.AddSeconds(997), Limit = 1000 }));
        Assert.Equal([1200L, 800, 400], Numbers(new ClusterQuery { Source = "ÄRZTEBLATT" }));
        Assert.Equal([800L], Numbers(new ClusterQuery { Source = "ärzteblatt", Limit = 1, Before = 1200 }));
        Assert.Equal([1012L, 112, 12], Numbers(new ClusterQuery { Text = " 12  headLINE", Before = 1100 }).Except(
            Enumerable.Range(120, 10).Select(static i => (long)i)).Except([212, 312, 412, 512, 612, 712, 812, 912]));
        Assert.Equal([400L], Numbers(new ClusterQuery
        {
            Source = "ärzteblatt",
            Text = "400",
            Since = Made.Noon.AddSeconds(300),
        }));
        Assert.Empty(Numbers(new ClusterQuery { Source = "nobody" }));

        long[] Numbers(ClusterQuery query) => [.. store.ReadClusters(query).Select(static cluster => cluster.Number)];
    }

    [Fact]
    public void PairsOfAnArticleAreThoseOnBothSides()
    {
        var store = Open();
        using (var transaction = store.Begin(CancellationToken.None))
        {
            foreach (var article in Articles(1, 5))
                transaction.Add(article);
            transaction.Add(Made.Pair(5, 3));
            transaction.Add(Made.Pair(3, 2));
            transaction.Add(Made.Pair(3, 1));
            transaction.Add(Made.Pair(5, 1));
            transaction.Commit();
        }

        Assert.Equal([Made.Pair(3, 1), Made.Pair(3, 2), Made.Pair(5, 3)], store.ReadPairs(3));
        Assert.Empty(store.ReadPairs(4));
    }

    [Fact]
    public void StatesTakeWhatTheySay()
    {
        var store = Open();
        var articles = Articles(1, 5);
        using (var transaction = store.Begin(CancellationToken.None))
        {
            foreach (var article in articles)
                transaction.Add(article);
            transaction.Add(Made.Pair(2, 1));
            transaction.Add(Made.Pair(3, 1));
            transaction.Add(Made.Pair(4, 1));
            transaction.Add(Made.Pair(5, 4));
            transaction.SetState(2, LiveState.Expired);
            transaction.SetState(3, LiveState.Removed);
            transaction.Commit();
        }

        using (var transaction = store.Begin(CancellationToken.None))
        {
            transaction.SetState(4, LiveState.Forgotten);
            transaction.SetState(4, LiveState.Forgotten);
            Assert.Throws<ArgumentException>(() => transaction.SetState(6, LiveState.Removed));
            Assert.Throws<ArgumentException>(() => transaction.SetState(2, LiveState.Present));
            transaction.Commit();
        }

        articles[1] = articles[1] with
        {
            State = LiveState.Expired,
            Document = articles[1].Document with { Text = default },
        };
        articles[2] = articles[2] with { State = LiveState.Removed };
        articles[3] = articles[3] with
        {
            State = LiveState.Forgotten,
            Answer = default,
            Document = articles[3].Document with { Text = default, Title = default, Url = default },
        };
        Assert.Equal(Told(articles), Told(store.ReadAfter(0)));
        Assert.Equal(Told(articles), Told(store.Read([1, 2, 3, 4, 5])));
        Assert.Equal(Told([articles[3]]), Told(store.ReadItem("Wire", "item-4")));
        Assert.Equal([(2, LiveState.Expired), (3, LiveState.Removed), (4, LiveState.Forgotten)],
            store.ReadAbsent().Order());
        Assert.Equal(new LiveCounts(2, 5, 0, 0), store.Count());
        Assert.Equal([Made.Pair(3, 1)], store.ReadPairs(1));
        Assert.Empty(store.ReadPairs(5));

        using (var transaction = store.Begin(CancellationToken.None))
        {
            transaction.SetState(3, LiveState.Present);
            transaction.SetState(2, LiveState.Forgotten);
            transaction.Commit();
        }

        Assert.Equal(new LiveCounts(3, 5, 0, 0), store.Count());
        Assert.Equal([(2, LiveState.Forgotten), (4, LiveState.Forgotten)], store.ReadAbsent().Order());
        Assert.Equal(0, store.Read([2])[0]!.Answer.Length);
    }

    [Fact]
    public async Task TwoWritersNeverLeaveAGap()
    {
        var (one, two) = (Open(), Open());
        var watcher = Open();
        using var over = new CancellationTokenSource();
        var watching = Task.Run(() =>
        {
            for (long last = 0; !over.IsCancellationRequested;)
            {
                // Whoever sees an article sees all before it, and all of its transaction.
                var numbers = watcher.ReadAfter(last).Select(static article => article.Number).ToArray();
                Assert.Equal(Enumerable.Range((int)last + 1, numbers.Length).Select(static i => (long)i), numbers);
                Assert.Equal(0, numbers.Length % 3);
                last += numbers.Length;
                var counts = watcher.Count();
                Assert.Equal(counts.LastArticle, counts.LastEvent);
            }
        }, Ended);
        await Task.WhenAll(Task.Run(() => Write(one), Ended), Task.Run(() => Write(two), Ended));
        await over.CancelAsync();
        await watching;

        Assert.Equal(Enumerable.Range(1, 120).Select(static i => (long)i),
            watcher.ReadAfter(0).Select(static article => article.Number));
        Assert.Equal(Enumerable.Range(1, 120).Select(static i => (long)i),
            watcher.ReadEvents(0, 1000).Select(static happened => happened.Number));

        static void Write(ILiveStore store)
        {
            for (var i = 0; i < 20; i++)
            {
                using var transaction = store.Begin(CancellationToken.None);
                for (var j = 0; j < 3; j++)
                {
                    transaction.Add(Made.Article(transaction.LastArticle + 1));
                    transaction.Add(
                        new LiveEvent(LiveEventKind.Arrived, Made.Noon) { Article = transaction.LastArticle });
                }

                transaction.Commit();
            }
        }
    }

    [Fact]
    public void WhoWaitsCanBeCalledOff()
    {
        var (one, two) = (Open(), Open());
        using var transaction = one.Begin(CancellationToken.None);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => one.Begin(soon.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => two.Begin(soon.Token));
    }

    [Fact]
    public void ManyCanReadWhileOneWrites()
    {
        var store = Open();
        Add(store, Articles(1, 50));
        using var transaction = store.Begin(CancellationToken.None);
        transaction.Add(Made.Article(51));
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            Assert.Equal(Made.Told(Made.Article(i + 1)), Made.Told(store.Read([i + 1])[0]));
            Assert.Equal(50, store.ReadAfter(0).Count());
        });
        transaction.Commit();
        Assert.Equal(51, store.Count().LastArticle);
    }
}
