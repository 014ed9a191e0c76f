using System.Text;
using Dedupe.Live;
using Dedupe.Tests;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>After a settlement clusters are those of the batch, byte for byte.</summary>
public sealed class SettlementTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task ClustersAreThoseOfTheBatch(int batch)
    {
        var documents = Stories.Make(60, 6, seed: 3);
        var order = documents.ToArray();
        new Random(5).Shuffle(order);
        await using var house = new LiveHouse();
        foreach (var some in order.Chunk(batch))
            await house.Index.AddAsync([.. some.Select(static one => new LiveItem(one))], Stop);

        var settled = await house.Index.SettleAsync(Stop);

        Assert.Equal(documents.Count, settled.Articles);
        Assert.NotEmpty(house.Clusters());
        Assert.Equal(await LiveHouse.BatchAsync(documents), house.Clusters());
    }

    [Fact]
    public async Task SettlementsInBetweenChangeNothingOfTheLast()
    {
        var documents = Stories.Make(60, 6, seed: 4);
        await using var house = new LiveHouse();
        foreach (var some in documents.Chunk(30))
        {
            await house.Index.AddAsync([.. some.Select(static one => new LiveItem(one))], Stop);
            await house.Index.SettleAsync(Stop);
            await house.Index.AddAsync(
                [.. documents.Take(10).Select(static one => new LiveItem(one))], Stop);
        }

        await house.Index.SettleAsync(Stop);
        Assert.Equal(await LiveHouse.BatchAsync(documents), house.Clusters());
        var events = house.Store.ReadEvents(0, int.MaxValue);
        Assert.Equal(
            Enumerable.Range(1, events.Count).Select(static one => (long)one), events.Select(one => one.Number));
        Assert.Equal(house.Clusters(), Replayed(house, events));

        // Nothing changed, so nothing is told.
        var last = events[^1].Number;
        Assert.Equal(default, await house.Index.SettleAsync(Stop));
        Assert.Empty(house.Store.ReadEvents(last, 1));
    }

    [Fact]
    public async Task ArticlesThatComeMeanwhileKeepTheirCluster()
    {
        var documents = Stories.Make(40, 6, seed: 5);
        await using var house = new LiveHouse();
        await house.Index.AddAsync([.. documents.Take(60).Select(static one => new LiveItem(one))], Stop);
        var settling = house.Index.SettleAsync(Stop);
        foreach (var document in documents.Skip(60))
            await house.AddAsync(new LiveItem(document));
        await settling;

        await house.Index.SettleAsync(Stop);
        Assert.Equal(await LiveHouse.BatchAsync(documents), house.Clusters());
    }

    [Fact]
    public async Task TheFiveSampleArticlesComeToTheSameInEveryOrder()
    {
        Assert.SkipUnless(Directory.Exists(Repository.Seeds), "The five sample articles are not here.");
        var documents = Directory.GetFiles(Repository.Seeds, "*.txt").Order(StringComparer.Ordinal)
            .Select(static path => new Document(Path.GetFileName(path), File.ReadAllText(path))).ToArray();
        Assert.Equal(5, documents.Length);
        var expected = await LiveHouse.BatchAsync(documents);
        foreach (var order in Orders(5))
        {
            await using var house = new LiveHouse();
            foreach (var number in order)
            {
                var answer = await house.AddAsync(new LiveItem(documents[number]));
                Assert.True(
                    answer.Cluster is null || number is 1 or 2,
                    $"{string.Join(' ', order)}: article {number} was merged: " +
                    $"{Encoding.UTF8.GetString(answer.Json.Span)}");
            }

            await house.Index.SettleAsync(Stop);
            Assert.Equal(expected, house.Clusters());
        }
    }

    [Fact]
    public async Task WhatHangsTogetherOverTheEdgeOfTheWindowStays()
    {
        var clock = new SetClock(new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await using var house = new LiveHouse(options => options with
        {
            Clock = clock,
            Window = TimeSpan.FromDays(7),
        });
        var text = string.Join(' ', Enumerable.Range(0, 9).Select(static seed => Stories.Sentence(new Random(seed))));
        await house.AddAsync(LiveHouse.Item("old", text, "Agency"));
        await house.AddAsync(LiveHouse.Item("older", text, "Gazette"));
        clock.Now += TimeSpan.FromDays(5);
        await house.AddAsync(LiveHouse.Item("new", text, "Paper"));
        var cluster = Assert.Single(house.Clusters());

        clock.Now += TimeSpan.FromDays(3);
        await house.AddAsync(LiveHouse.Item("unlike", Stories.Sentence(new Random(99))));
        await house.Index.SettleAsync(Stop);
        Assert.Equal(cluster, Assert.Single(house.Clusters()));

        // A copy of what is in the window takes the others along.
        await house.AddAsync(LiveHouse.Item("newest", text, "Herald"));
        await house.Index.SettleAsync(Stop);
        Assert.Equal(4, Assert.Single(house.Clusters()).Split("\"id\":").Length - 1);
        clock.Now += TimeSpan.FromDays(30);
        await house.AddAsync(LiveHouse.Item("later", Stories.Sentence(new Random(98))));
        await house.Index.SettleAsync(Stop);
        Assert.Equal(4, Assert.Single(house.Clusters()).Split("\"id\":").Length - 1);
    }

    [Fact]
    public async Task ARestartKnowsTheLastSettlement()
    {
        var documents = Stories.Make(20, 4, seed: 6);
        await using var house = new LiveHouse(static options => options with { SettleAfter = 30 });
        await house.Index.AddAsync([.. documents.Take(20).Select(static one => new LiveItem(one))], Stop);
        await house.Index.SettleAsync(Stop);
        await house.Index.AddAsync([.. documents.Skip(20).Take(5).Select(static one => new LiveItem(one))], Stop);
        Assert.Equal(5, house.Index.Status.Unsettled);
        await house.ReopenAsync();
        Assert.Equal(5, house.Index.Status.Unsettled);

        // Nothing is due, so nothing was settled by itself; asked for, it is.
        Assert.Single(house.Store.ReadEvents(0, 1000), static one => one.Kind == LiveEventKind.Settled);
        Assert.Equal(25, (await house.Index.SettleAsync(Stop)).Articles);
        Assert.Equal(0, house.Index.Status.Unsettled);
    }

    // What a reader of the events alone would know: who is in which cluster.
    private static List<string> Replayed(LiveHouse house, IReadOnlyList<LiveEvent> events)
    {
        var clusterOf = new Dictionary<long, long>();
        foreach (var happened in events)
        {
            if (happened.Kind == LiveEventKind.Joined)
                clusterOf[happened.Article] = happened.Cluster;
            else if (happened.Kind == LiveEventKind.Left)
                clusterOf.Remove(happened.Article);
        }

        Assert.Equal(
            house.Store.ReadMembers().Select(static one => (one.Article, one.Cluster)).Order(),
            clusterOf.Select(static one => (one.Key, one.Value)).Order());
        return house.Clusters();
    }

    private static IEnumerable<int[]> Orders(int count)
    {
        if (count == 0)
            return [[]];
        return Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(
            place => (int[])[.. order[..place], count - 1, .. order[place..]]));
    }
}
