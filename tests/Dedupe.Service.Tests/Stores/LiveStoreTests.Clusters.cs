using Dedupe.Live;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <content>Events, clusters, their members, and pairs.</content>
public abstract partial class LiveStoreTests
{
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
        Assert.Equal(10, store.ReadLastEvent(LiveEventKind.Revised)?.Number);
        Assert.Null(store.ReadLastEvent(LiveEventKind.Settled));
        using var last = store.Begin(CancellationToken.None);
        Assert.Equal(12, last.ReadEvents(0).Count);
        Assert.Equal(12, last.LastEvent);
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
}
