using Dedupe.Live;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <content>Transactions, and several that write or read at once.</content>
public abstract partial class LiveStoreTests
{
    [Fact]
    public void TheEndOfAnEmbargoIsToldOnce()
    {
        var store = Open();
        LiveArticle[] articles =
        [
            Under(1, TimeSpan.FromHours(1)), Under(2, TimeSpan.FromMinutes(-1)), Under(3, TimeSpan.FromHours(2)),
            Under(4, TimeSpan.FromHours(1)), Under(5, null),
        ];
        Add(store, articles);
        using (var removing = store.Begin(CancellationToken.None))
        {
            removing.SetState(4, LiveState.Removed);
            removing.Commit();
        }

        Assert.Equal(Made.Noon.AddHours(1), store.ReadNextRelease());
        Assert.Empty(Released(Made.Noon.AddMinutes(59), isKept: true));
        Assert.Equal([1], Released(Made.Noon.AddHours(1), isKept: false));
        Assert.Equal([1], Released(Made.Noon.AddHours(1), isKept: true));
        using var other = OpenOnce();
        Assert.Equal(Made.Noon.AddHours(2), other.ReadNextRelease());
        Assert.Empty(Released(Made.Noon.AddHours(1), isKept: true));
        Add(store, Under(6, TimeSpan.FromMinutes(90)));
        Assert.Equal(Made.Noon.AddMinutes(90), other.ReadNextRelease());
        Assert.Equal([3, 6], Released(Made.Noon.AddHours(2), isKept: true));
        Assert.Null(other.ReadNextRelease());

        IReadOnlyList<long> Released(DateTimeOffset until, bool isKept)
        {
            using var transaction = store.Begin(CancellationToken.None);
            var released = transaction.Release(until);
            if (isKept)
                transaction.Commit();
            return released;
        }

        static LiveArticle Under(long number, TimeSpan? embargo) =>
            Made.Article(number) with { ArrivedAt = Made.Noon, EmbargoedUntil = Made.Noon + embargo };
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
