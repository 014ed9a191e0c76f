using Dedupe.Live;
using Dedupe.Service.Stores;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>What happens while a settlement goes on, and what another server of the store does.</summary>
public sealed class LiveMeanwhileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnArticleThatComesDuringASettlementIsSettledByTheNext()
    {
        var documents = Stories.Make(20, 5, seed: 31);
        await using var house = new LiveHouse();
        foreach (var document in documents)
        {
            var settling = house.Index.SettleAsync(Stop);
            await house.AddAsync(new LiveItem(document));
            await settling;
            await house.Index.SettleAsync(Stop);
            Assert.Equal(0, house.Index.Status.Unsettled);
        }

        Assert.Equal(await LiveHouse.BatchAsync(documents), house.Clusters());
    }

    [Fact]
    public async Task AnArticleThatIsRemovedDuringASettlementStaysRemoved()
    {
        var documents = Stories.Make(20, 5, seed: 32);
        await using var house = new LiveHouse();
        await house.Index.AddAsync([.. documents.Select(static one => new LiveItem(one))], Stop);
        await house.Index.SettleAsync(Stop);
        var left = new List<Document>(documents);
        foreach (var removed in documents.Where(static (_, place) => place % 2 == 0))
        {
            await house.AddAsync(LiveHouse.Item($"new {left.Count}", Stories.Sentence(new Random(left.Count))));
            left.Remove(removed);
            var settling = house.Index.SettleAsync(Stop);
            await house.Index.RemoveAsync(Text(removed.Source), Text(removed.Id), forget: false, Stop);
            await settling;
            var gone = house.Store.ReadAbsent().Select(static one => one.Article).ToHashSet();
            Assert.DoesNotContain(house.Store.ReadMembers(), member => gone.Contains(member.Article));
            foreach (var cluster in house.Store.ReadMembers().GroupBy(static member => member.Cluster))
                Assert.Equal(house.Store.ReadCluster(cluster.Key)!.Value.Cluster.Size, cluster.Count());
        }

        await house.Index.SettleAsync(Stop);
        Assert.Equal(await LiveHouse.BatchAsync(left), house.Clusters());
    }

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    public async Task WhatOneServerSettlesTheOtherKnows(int seed)
    {
        var documents = Stories.Make(60, 6, seed).ToArray();
        new Random(seed).Shuffle(documents);
        await using var house = new LiveHouse();
        await using var other = OpenSecond(house);
        foreach (var some in documents.Chunk(30))
        {
            await house.Index.AddAsync([.. some.Select(static one => new LiveItem(one))], Stop);
            await house.Index.SettleAsync(Stop);
            // An item that is there already changes nothing, but what others wrote is taken up first.
            await other.Index.AddAsync([new LiveItem(some[0])], Stop);
            foreach (var document in documents)
            {
                Assert.Equal(
                    house.Index.Query(new LiveItem(document), Stop).Json.ToArray(),
                    other.Index.Query(new LiveItem(document), Stop).Json.ToArray());
            }
        }
    }

    [Fact]
    public async Task AClusterThatAnotherServerTookAnArticleFromIsKnownToBeSmaller()
    {
        var (one, two) = (Stories.Sentence(new Random(1)), Stories.Sentence(new Random(2)));
        (one, two) = (string.Concat(Enumerable.Repeat(one, 3)), string.Concat(Enumerable.Repeat(two, 3)));
        await using var house = new LiveHouse();
        await house.Index.AddAsync(
            [LiveHouse.Item("a", one), LiveHouse.Item("b", one), LiveHouse.Item("c", one), LiveHouse.Item("d", two),
                LiveHouse.Item("e", two)], Stop);
        var (from, to) = (house.Index.ClusterOf(3), house.Index.ClusterOf(4));
        using (var store = LiveStores.Open(house.Database))
        using (var transaction = store.Begin(Stop))
        {
            // As a settlement writes it.
            transaction.Put(transaction.ReadCluster(from)!.Value.Cluster with { Size = 2 });
            transaction.Put(transaction.ReadCluster(to)!.Value.Cluster with { Size = 3 });
            transaction.Put(new LiveMember(3, to, 2));
            transaction.Add(new LiveEvent(LiveEventKind.Joined, DateTimeOffset.UnixEpoch)
            {
                Article = 3,
                Cluster = to,
                Other = from,
            });
            transaction.Commit();
        }

        await house.AddAsync(LiveHouse.Item("a", one)); // takes up what others wrote
        var asked = LiveHouse.Item("x", one);
        var told = house.Index.Query(asked, Stop).Json.ToArray();

        await house.ReopenAsync();
        Assert.Equal(house.Index.Query(asked, Stop).Json.ToArray(), told);
        Assert.Equal(to, house.Index.ClusterOf(3));
    }

    [Fact]
    public async Task WhatIsTakenDownByAnotherServerLeavesTheSegmentsOfThisOne()
    {
        await using var house = new LiveHouse();
        await using var other = OpenSecond(house);
        await house.Index.AddAsync(
            [LiveHouse.Item("a", Stories.Sentence(new Random(1)) + Stories.Sentence(new Random(2))),
                LiveHouse.Item("b", Stories.Sentence(new Random(3)))], Stop);
        await house.ReopenAsync(); // its keys are in a segment now
        var before = SegmentBytes(house);

        Assert.Equal(1, await other.Index.RemoveAsync("", "a", forget: true, Stop));

        while (SegmentBytes(house) >= before)
            await Task.Delay(20, Stop);
        Assert.Equal(1, house.Index.Status.Indexed);
    }

    [Fact]
    public async Task WhatWasTakenDownJustBeforeAKillLeavesTheSegmentsAtTheNextStart()
    {
        await using var house = new LiveHouse();
        await house.Index.AddAsync(
            [LiveHouse.Item("a", Stories.Sentence(new Random(1)) + Stories.Sentence(new Random(2))),
                LiveHouse.Item("b", Stories.Sentence(new Random(3)))], Stop);
        var before = 0L;
        await house.ReopenAsync(() =>
        {
            // As the store is left by a server that was killed before it wrote the segment again.
            before = SegmentBytes(house);
            using var store = LiveStores.Open(house.Database);
            using var transaction = store.Begin(Stop);
            transaction.SetState(1, LiveState.Forgotten);
            transaction.Add(new LiveEvent(LiveEventKind.Forgotten, DateTimeOffset.UnixEpoch) { Article = 1 });
            transaction.Commit();
        });

        while (SegmentBytes(house) >= before)
            await Task.Delay(20, Stop);
        Assert.Equal((1, 0), (house.Index.Status.Indexed, house.Index.Status.Missing));
    }

    private static string Text(ReadOnlyMemory<byte> text) => System.Text.Encoding.UTF8.GetString(text.Span);

    private static long SegmentBytes(LiveHouse house) =>
        new DirectoryInfo(house.Folder).GetFiles("*.segment").Sum(static file => file.Length);

    private static SecondServer OpenSecond(LiveHouse house)
    {
        var store = LiveStores.Open(house.Database);
        return new SecondServer(store, LiveIndex.Open(
            store, new LiveOptions { Folder = house.Folder + "2", SettleAfter = 0, SettleEvery = null }));
    }

    private sealed record SecondServer(ILiveStore Store, LiveIndex Index) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Index.DisposeAsync();
            Store.Dispose();
        }
    }
}
