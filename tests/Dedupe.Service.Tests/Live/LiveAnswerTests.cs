using System.Text;
using System.Text.Json;
using Dedupe.Live;
using Dedupe.Reporting;
using Xunit;

namespace Dedupe.Service.Tests.Live;

/// <summary>Answers as values: what stands in their JSON.</summary>
public sealed class LiveAnswerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly string Story = string.Join(
        ' ', Enumerable.Range(0, 12).Select(static seed => Stories.Sentence(new Random(seed))));

    private static readonly DateTimeOffset Noon = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task PairsSayWhatTheirJsonSays()
    {
        using var store = new MemoryLiveStore();
        await using var index = LiveIndex.Open(store);
        var documents = Stories.Make(40, 6, seed: 31);
        // Another figure, and one credited to an agency.
        documents.Add(Named("f1", "Exactly 12 people were there. " + Story));
        documents.Add(Named("f2", "Exactly 21 people were there. " + Story));
        documents.Add(Named("r1", "LONDON (Reuters) - " + Story));
        var answers = await index.AddAsync([.. documents.Select(static one => new LiveItem(one))], Stop);

        var pairs = 0;
        foreach (var answer in answers)
        {
            using var json = JsonDocument.Parse(answer.Json);
            string[] expected = [.. json.RootElement.GetProperty("pairs").EnumerateArray().Select(static one =>
                one.GetRawText())];
            var read = answer.Matches.Select(static match => match.Pair).OfType<Verification.VerifiedPair>().ToList();
            Assert.Equal(expected, read.Select(static pair => PairLine.Format(pair, pair.IdA, pair.IdB)));
            Assert.All(answer.Matches, match => Assert.True(
                match.Pair is null || (match.Pair.CoverageA, match.Pair.CoverageB, match.Pair.IdB)
                    == (match.Coverage, match.OtherCoverage, match.Article.Id)));
            pairs += read.Count;
        }

        Assert.True(pairs > 60, $"{pairs} pairs");
        Assert.Contains(answers, static one => one.Matches.Any(static match => match.Pair?.Differences.Count > 0));
        Assert.Equal("Reuters", answers[^1].Agency);
        Assert.Equal("Reuters", answers[^1].Matches[0].Pair!.AgencyA);
    }

    [Fact]
    public async Task AnItemThatIsTakenBackNamesVersionsAndCarriers()
    {
        using var store = new MemoryLiveStore();
        await using var index = LiveIndex.Open(
            store, new LiveOptions { Clock = new SetClock(Noon) });
        await index.AddAsync(
            [
                LiveHouse.Item("a", Story, "Agency", "2024-03-01T10:00Z", "1"),
                LiveHouse.Item("p", Story, "Paper", "2024-03-01T10:10Z", "3"),
                new LiveItem(LiveHouse.Item("g", Story, "Gazette").Document) { EmbargoedUntil = Noon.AddDays(1) },
            ],
            Stop);
        var answer = (await index.AddAsync(
            [LiveHouse.Item("a", Story + " It is wrong.", "Agency", "2024-03-01T11:00Z", "2", status: "canceled")],
            Stop))[0];

        Assert.Equal((4, "KILL", 1, 0), (answer.Number, answer.Label, answer.RevisionOf, answer.SupersededBy));
        Assert.Equal([(1, "a", "Agency", "1")], answer.Versions.Select(static one => (
            one.Number, one.Id, one.Source!, one.Version!)));
        Assert.Equal([(2, "p", "3", false), (3, "", null, true)], answer.Carriers.Select(static one => (
            one.Number, one.Id, one.Version, one.IsEmbargoed)));
        var match = Assert.Single(answer.Matches, static match => match.Article.Number == 2);
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 10, 10, 0, TimeSpan.Zero), match.Article.Date);
        Assert.Equal(answer.Cluster!.Number, match.Cluster);
        Assert.Equal(
            (4, 1, "a", 4),
            (answer.Cluster.Size, answer.Cluster.Representative, answer.Cluster.RepresentativeId,
                answer.Cluster.Current));
        Assert.Null(Assert.Single(answer.Matches, static match => match.Article.IsEmbargoed).Pair);
        Assert.Equal(answer.Cluster.Number, index.ClusterOf(answer.Number));
        var late = (await index.AddAsync([LiveHouse.Item("a", Story, "Agency", version: "1.5")], Stop))[0];
        Assert.Equal((1, 4), (late.RevisionOf, late.SupersededBy));
    }

    [Fact]
    public async Task WhatWasKeptIsReadAsItWasGiven()
    {
        using var store = new MemoryLiveStore();
        await using var index = LiveIndex.Open(store);
        await index.AddAsync([LiveHouse.Item("a", Story)], Stop);
        var given = (await index.AddAsync([LiveHouse.Item("b", Story)], Stop))[0];
        var again = (await index.AddAsync([LiveHouse.Item("b", Story)], Stop))[0];
        var kept = LiveAnswer.Parse(store.Read([given.Number])[0]!.Answer);
        var rejected = index.Query(LiveHouse.Item("", Story), Stop);

        Assert.True(again.IsRepeat);
        foreach (var same in (LiveAnswer[])[again, kept])
        {
            Assert.Equal((given.Number, Relation.Identical), (same.Number, same.Relation));
            Assert.Equal(given.Cluster, same.Cluster);
            Assert.Equal(given.Matches[0].Article, same.Matches[0].Article);
        }

        Assert.Equal(RejectionReason.MissingId, rejected.Rejection!.Reason);
        Assert.Equal(rejected.Rejection, LiveAnswer.Parse(rejected.Json).Rejection);
        Assert.Empty(rejected.Matches);
    }

    [Fact]
    public async Task WhatIsNoAnswerIsAFaultOfJson()
    {
        using var store = new MemoryLiveStore();
        await using var index = LiveIndex.Open(store);
        await index.AddAsync([LiveHouse.Item("a", "Exactly 12 people came. " + Story, "Agency", version: "1")], Stop);
        var json = index.Query(LiveHouse.Item("a", "Exactly 21 people came. " + Story, "Agency"), Stop).Json.ToArray();

        for (var length = 0; length < json.Length; length++)
            Assert.ThrowsAny<JsonException>(() => LiveAnswer.Parse(json.AsMemory(0, length)));
        foreach (var other in (string[])["[]", "null", "1", "{}", """{"id":1}""", """{"id":null}""",
            """{"id":"a","relation":"alike"}""", """{"id":"a","matches":{}}""", """{"id":"a","matches":[1]}""",
            """{"id":"a","cluster":{}}""", """{"id":"a","number":1e99}"""])
            Assert.ThrowsAny<JsonException>(() => LiveAnswer.Parse(Encoding.UTF8.GetBytes(other)));

        // Whatever a byte is changed to, it is an answer or a fault of JSON.
        var random = new Random(2);
        for (var round = 0; round < 20_000; round++)
        {
            var changed = json.ToArray();
            changed[random.Next(changed.Length)] = (byte)"0129[]{},:\"aens\\\xff "[random.Next(17)];
            try
            {
                LiveAnswer.Parse(changed);
            }
            catch (JsonException)
            {
                // As it should be.
            }
        }
    }

    private static Document Named(string id, string text) => new(id, text, source: $"outlet of {id}", date: Noon);
}
