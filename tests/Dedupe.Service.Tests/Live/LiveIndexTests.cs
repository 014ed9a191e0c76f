using System.Text;
using Dedupe.Live;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>Answers at arrival, versions, removal, restart and damage.</summary>
public sealed class LiveIndexTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly string Story = string.Join(
        ' ', Enumerable.Range(0, 12).Select(static seed => Stories.Sentence(new Random(seed))));

    [Fact]
    public async Task ACopyIsToldAtOnceAndAQuestionStoresNothing()
    {
        await using var house = new LiveHouse();
        var first = await house.SayAsync(LiveHouse.Item("a", Story, "Agency", "2024-03-01T10:00Z"));
        Assert.Equal("none", first.GetProperty("relation").GetString());
        Assert.False(first.TryGetProperty("cluster", out _));

        var copy = LiveHouse.Item("b", Story + " Added by the paper.", "Paper", "2024-03-01T11:00Z");
        var asked = LiveHouse.Json(house.Index.Query(copy, Stop));
        Assert.Equal("near-duplicate", asked.GetProperty("relation").GetString());
        Assert.False(asked.TryGetProperty("number", out _));
        Assert.Equal(1, house.Store.Count().LastArticle);

        var told = await house.SayAsync(copy);
        Assert.Equal("near-duplicate", told.GetProperty("relation").GetString());
        Assert.Equal("a", told.GetProperty("matches")[0].GetProperty("id").GetString());
        Assert.Equal("a", told.GetProperty("cluster").GetProperty("representativeId").GetString());
        Assert.Equal("earliest", told.GetProperty("cluster").GetProperty("reason").GetString());
        Assert.True(told.GetProperty("pairs")[0].GetProperty("passages").GetArrayLength() > 0);
        Assert.Equal(2, Assert.Single(house.Clusters()).Split("\"id\":").Length - 1);
    }

    [Fact]
    public async Task ArticlesOfOneBatchFindEachOther()
    {
        await using var house = new LiveHouse();
        var answers = await house.Index.AddAsync(
            [LiveHouse.Item("a", Story), LiveHouse.Item("b", Story), LiveHouse.Item("c", "one two")], Stop);
        Assert.Equal(Relation.Identical, answers[1].Relation);
        Assert.Equal(
            answers[1].Cluster!.Number,
            Assert.Single(house.Store.ReadMembers().Select(static one => one.Cluster).Distinct()));
        Assert.Equal(Relation.None, answers[2].Relation);
    }

    [Fact]
    public async Task TheSameVersionAgainGetsTheSameAnswerAndChangesNothing()
    {
        await using var house = new LiveHouse();
        await house.AddAsync(LiveHouse.Item("a", Story, "Agency"));
        var first = await house.AddAsync(LiveHouse.Item("b", Story, "Paper"));
        var before = house.Store.Count();

        var again = await house.AddAsync(LiveHouse.Item("b", Story, "Paper"));
        Assert.True(again.IsRepeat);
        Assert.Equal(first.Json.ToArray(), again.Json.ToArray());
        Assert.Equal(first.Number, again.Number);
        Assert.Equal(before, house.Store.Count());

        // Another source has another item of that id.
        Assert.False((await house.AddAsync(LiveHouse.Item("b", Story, "Gazette"))).IsRepeat);
        Assert.Equal(3, house.Store.Count().LastArticle);
    }

    [Fact]
    public async Task WhatCannotBeComparedIsToldAndCostsNoOther()
    {
        await using var house = new LiveHouse();
        var answers = await house.Index.AddAsync(
            [
                LiveHouse.Item("a", "   "), LiveHouse.Item("b", Story), LiveHouse.Item("", Story),
                new LiveItem(new Document("c"u8.ToArray(), new byte[] { 0xFF, 0x41 })),
            ],
            Stop);
        Assert.Equal(RejectionReason.Empty, answers[0].Rejection!.Reason);
        Assert.Null(answers[1].Rejection);
        Assert.Equal(RejectionReason.MissingId, answers[2].Rejection!.Reason);
        Assert.Equal(RejectionReason.BadEncoding, answers[3].Rejection!.Reason);
        Assert.Equal(1, house.Store.Count().LastArticle);
        Assert.Equal("empty", LiveHouse.Json(answers[0]).GetProperty("rejected").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("1", "2", "10")]
    [InlineData("10", "2", "1")]
    [InlineData("2", "10", "1")]
    public async Task VersionsComeToTheSameInEveryOrder(string first, string second, string third)
    {
        string[] order = [first, second, third];
        var documents = new[] { "1", "2", "10" }.Select(
            (version, place) => LiveHouse.Item(
                "item", Story + string.Concat(Enumerable.Repeat(" And more of it was said.", place)), "Agency",
                "2024-03-01T10:00Z", version)).ToArray();
        await using var house = new LiveHouse();
        foreach (var version in order)
            await house.AddAsync(documents[Array.IndexOf(["1", "2", "10"], version)]);
        var last = await house.SayAsync(LiveHouse.Item("other", Story, "Paper", "2024-03-01T12:00Z"));
        Assert.Equal(4, last.GetProperty("cluster").GetProperty("size").GetInt32());

        await house.Index.SettleAsync(Stop);
        var expected = await LiveHouse.BatchAsync(
            [.. documents.Select(static one => one.Document),
                LiveHouse.Item("other", Story, "Paper", "2024-03-01T12:00Z").Document]);
        Assert.Equal(expected, house.Clusters());
        Assert.Contains("\"revisionOf\":\"item#2\"", Assert.Single(house.Clusters()), StringComparison.Ordinal);
        Assert.Equal(2, house.Store.ReadEvents(0, 100).Count(static one => one.Kind == LiveEventKind.Revised));
    }

    [Fact]
    public async Task AKillSaysWhoStillCarriesTheStory()
    {
        await using var house = new LiveHouse();
        await house.AddAsync(LiveHouse.Item("a", Story, "Agency", "2024-03-01T10:00Z", "1"));
        await house.AddAsync(LiveHouse.Item("p", Story, "Paper", "2024-03-01T10:10Z"));
        await house.AddAsync(LiveHouse.Item("g", Story + " A line more.", "Gazette", "2024-03-01T10:20Z"));

        var kill = await house.SayAsync(LiveHouse.Item(
            "a", "The story must not be used. Its facts are wrong.", "Agency", "2024-03-01T11:00Z", "2",
            status: "canceled"));

        Assert.Equal("KILL", kill.GetProperty("label").GetString());
        Assert.Equal(
            ["p", "g"], kill.GetProperty("carriers").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.Equal(1, kill.GetProperty("revisionOf").GetInt64());
        Assert.Contains(house.Store.ReadEvents(0, 100), static one => one is { Kind: LiveEventKind.Killed, Other: 1 });
    }

    [Fact]
    public async Task WhatIsRemovedIsNoLongerFoundAndWhatIsForgottenIsGoneFromTheIndex()
    {
        await using var house = new LiveHouse(static options => options with { TailArticles = 4 });
        for (var i = 0; i < 9; i++)
            await house.AddAsync(LiveHouse.Item($"f{i}", Stories.Sentence(new Random(100 + i))));
        await house.AddAsync(LiveHouse.Item("a", Story));
        await house.AddAsync(LiveHouse.Item("b", Story));
        await house.ReopenAsync(); // writes all of it to segments
        var keys = Keys(house, Story);
        Assert.Contains(keys, key => InFiles(house, key));

        Assert.Equal(1, await house.Index.RemoveAsync("", "a", forget: false, Stop));
        Assert.Empty(house.Clusters());
        Assert.Equal("b", LiveHouse.Json(house.Index.Query(LiveHouse.Item("x", Story), Stop))
            .GetProperty("matches")[0].GetProperty("id").GetString());

        Assert.Equal(1, await house.Index.RemoveAsync("", "a", forget: true, Stop));
        Assert.Equal(1, await house.Index.RemoveAsync("", "b", forget: true, Stop));
        Assert.Equal(0, await house.Index.RemoveAsync("", "b", forget: true, Stop));
        Assert.Equal(Relation.None, house.Index.Query(LiveHouse.Item("x", Story), Stop).Relation);
        Assert.DoesNotContain(keys, key => InFiles(house, key));
        Assert.DoesNotContain(
            Directory.GetFiles(Path.GetDirectoryName(house.Database)!, "live.db*"),
            static file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Story)) >= 0);

        await house.ReopenAsync();
        Assert.Equal(Relation.None, house.Index.Query(LiveHouse.Item("x", Story), Stop).Relation);
        await house.Index.SettleAsync(Stop);
        Assert.Empty(house.Clusters());
    }

    [Fact]
    public async Task AnswersAreTheSameAfterRestartWithoutAnIndexAndWithADamagedOne()
    {
        var documents = Stories.Make(30, 6, seed: 9);
        await using var house = new LiveHouse(static options => options with { TailArticles = 8 });
        await house.Index.AddAsync([.. documents.Select(static one => new LiveItem(one))], Stop);
        await house.Index.SettleAsync(Stop);
        var before = Ask(house, documents);
        Assert.Contains(before, static answer => answer.Contains("\"cluster\":", StringComparison.Ordinal));

        await house.ReopenAsync();
        Assert.True(house.Index.Status.Segments > 0);
        Assert.Equal(before, Ask(house, documents));

        await house.ReopenAsync(() => Directory.Delete(house.Folder, recursive: true));
        await RepairedAsync(house, documents.Count);
        Assert.Equal(before, Ask(house, documents));

        var random = new Random(1);
        for (var round = 0; round < 25; round++)
        {
            await house.ReopenAsync(() => Damage(house.Folder, random));
            Ask(house, documents); // may be incomplete, and finds the damage
            await RepairedAsync(house, documents.Count);
            Assert.Equal(before, Ask(house, documents));
        }
    }

    [Fact]
    public async Task ArticlesOutsideTheWindowAreNotComparedWith()
    {
        var clock = new SetClock(new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await using var house = new LiveHouse(options => options with
        {
            Clock = clock,
            Window = TimeSpan.FromDays(7),
            Keep = TimeSpan.FromDays(30),
        });
        await house.AddAsync(LiveHouse.Item("a", Story));
        clock.Now += TimeSpan.FromDays(6);
        Assert.Equal(Relation.Identical, house.Index.Query(LiveHouse.Item("x", Story), Stop).Relation);
        clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(Relation.None, house.Index.Query(LiveHouse.Item("x", Story), Stop).Relation);
        await house.AddAsync(LiveHouse.Item("b", Story));
        await house.Index.SettleAsync(Stop);
        Assert.Empty(house.Clusters());
        Assert.Equal(LiveState.Present, house.Store.Read([1])[0]!.State);

        clock.Now += TimeSpan.FromDays(23);
        await house.Index.SettleAsync(Stop);
        Assert.Equal(LiveState.Expired, house.Store.Read([1])[0]!.State);
        Assert.True(house.Store.Read([1])[0]!.Document.Text.IsEmpty);
    }

    [Fact]
    public async Task TwoServersOfOneStoreSeeEachOther()
    {
        await using var house = new LiveHouse();
        using var second = Dedupe.Service.Stores.LiveStores.Open(house.Database);
        await using var other = LiveIndex.Open(
            second, new LiveOptions { Folder = house.Folder + "2", SettleAfter = 0, SettleEvery = null });
        var documents = Stories.Make(40, 6, seed: 11);
        var tasks = new[] { house.Index, other }.Select(index => Task.Run(
            async () =>
            {
                foreach (var document in documents)
                    await index.AddAsync([new LiveItem(document)], Stop);
            },
            Stop));
        await Task.WhenAll(tasks);

        Assert.Equal(documents.Count, house.Store.Count().LastArticle);
        var pairs = Enumerable.Range(1, documents.Count).SelectMany(one => house.Store.ReadPairs(one))
            .Select(static pair => (pair.Article, pair.Other)).Distinct().ToList();
        Assert.All(pairs, static pair => Assert.True(pair.Other < pair.Article));
        await other.SettleAsync(Stop);
        Assert.Equal(await LiveHouse.BatchAsync(documents), house.Clusters());
        await house.Index.WaitForEventsAsync(house.Store.Count().LastEvent - 1, Stop);
    }

    private static async Task RepairedAsync(LiveHouse house, int articles)
    {
        while (house.Index.Status is not { Missing: 0 } status || status.Indexed != articles)
            await Task.Delay(20, Stop);
    }

    private static List<string> Ask(LiveHouse house, List<Document> documents) =>
        [.. documents.Select(document => Encoding.UTF8.GetString(
            house.Index.Query(new LiveItem(document), Stop).Json.Span))];

    private static void Damage(string folder, Random random)
    {
        var files = Directory.GetFiles(folder, "*.segment");
        var file = files[random.Next(files.Length)];
        var bytes = File.ReadAllBytes(file);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(file, bytes);
    }

    private static List<byte[]> Keys(LiveHouse house, string text)
    {
        _ = house;
        return [.. new Signing.TextSigner().Sign(text).SampleKeys.ToArray().Select(
            static key => BitConverter.GetBytes((uint)(key >> 8)))];
    }

    // As it stands in the sorted entries: the upper half of an entry is the key, the lower half the article.
    private static bool InFiles(LiveHouse house, byte[] key) =>
        Directory.GetFiles(house.Folder, "*.segment").Any(file =>
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            for (var at = 4; at + 4 <= bytes.Length; at += 8)
            {
                if (bytes.Slice(at, 4).SequenceEqual(key))
                    return true;
            }

            return false;
        });
}
