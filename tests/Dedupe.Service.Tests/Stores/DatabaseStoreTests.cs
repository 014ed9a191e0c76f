using Dedupe.Live;
using Dedupe.Service.Stores;
using Xunit;

namespace Dedupe.Service.Tests.Stores;

/// <summary>What the service asks a database beside what every store promises.</summary>
public abstract class DatabaseStoreTests : LiveStoreTests
{
    [Fact]
    public void ItemsAreFoundByAnIdWhateverTheirSource()
    {
        var store = (DatabaseStore)Open();
        LiveArticle[] articles =
        [
            Made.Article(1, id: "a", source: "Wire"),
            Made.Article(2, id: "b", source: "Wire"),
            Made.Article(3, id: "a", source: ""),
            Made.Article(4, id: "a", source: "WIRE"),
        ];
        Add(store, articles);

        Assert.Equal(Told([articles[0], articles[2], articles[3]]), Told(store.ReadItems("a")));
        Assert.Empty(store.ReadItems("c"));
        Assert.Empty(store.ReadItems(""));
    }

    [Fact]
    public void OtherVersionsOfMembersAreFound()
    {
        var store = (DatabaseStore)Open();
        using (var transaction = store.Begin(CancellationToken.None))
        {
            foreach (var (id, source) in ((string, string)[])
                [("one", "Wire"), ("one", "Wire"), ("one", "Post"), ("one", ""), ("one", ""), ("two", "Wire"),
                ("one", "Wire"), ("one", "Wire")])
                transaction.Add(Made.Article(transaction.LastArticle + 1, id: id, source: source));
            transaction.SetState(7, LiveState.Removed);
            transaction.Put(new LiveCluster(1) { Size = 4 });
            foreach (var (article, rank) in ((long, int)[])[(1, 0), (3, 1), (5, 2), (6, 3)])
                transaction.Put(Made.Member(article, 1, rank));
            transaction.Commit();
        }

        Assert.Equal(
            [(1, 2, "v2"), (1, 8, "v8"), (5, 4, "v4")],
            store.ReadOtherVersions(1).Select(static one =>
                (one.Member, one.Other, System.Text.Encoding.UTF8.GetString(one.Version.Span))).Order());
        Assert.Empty(store.ReadOtherVersions(2));
    }

    [Fact]
    public void ClustersAreFound()
    {
        var store = (DatabaseStore)Open();
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
}
