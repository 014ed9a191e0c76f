using Dedupe.Signing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Indexing;

/// <summary>Alerts and headlines: fewer words than a shingle.</summary>
public sealed class ShortItemsTests
{
    private const string Headline = "Ferry runs aground off Port Ellery";

    private static readonly DateTimeOffset Noon = new(2026, 4, 7, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task TenThousandEqualAlertsAreOneClusterAtTheCostOfOnePairEach()
    {
        var result = await RunAsync(
            Enumerable.Range(0, 10_000)
                .Select(i => new Document($"alert{i:d5}", i % 2 == 0 ? "Polls close." : "POLLS CLOSE!", Headline)));

        Assert.Equal(10_000, Assert.Single(result.Clusters).Members.Count);
        Assert.Equal(9_999, result.Pairs.Count);
        Assert.All(result.Pairs, pair => Assert.Equal(Relation.Identical, pair.Relation));
        // The near tier proposes each once, and the reuse tier takes it over.
        Assert.InRange(result.Summary.Candidates, 9_999, 2 * 9_999);
        Assert.Equal((10_000, 10_000), (result.Summary.TooShort, result.Summary.TooShortMatched));
    }

    [Fact]
    public async Task AHeadlineLinksDifferentAlertsAndMergesNone()
    {
        var result = await RunAsync([
            Item("a", "More to come.", Headline), Item(
                "b", "Details follow", Headline.ToUpperInvariant() + "!"),
                Item("c", "More to come", "Another headline of some words"),
            Item("d", "Nothing like it", "Ferry refloated off Port Ellery")]);

        Assert.Equal(Relation.Partial, result.RelationOf("a", "b"));
        Assert.True(result.PairOf("a", "b")!.SameTitle);
        Assert.Empty(result.Clusters);
        Assert.Single(result.Pairs);
        Assert.Equal((4, 2), (result.Summary.TooShort, result.Summary.TooShortMatched));
    }

    [Fact]
    public async Task AnItemWithoutATextIsItsHeadline()
    {
        var result = await RunAsync(
            [Item("a", "", Headline), Item("b", " \n", Headline + "."), Item("c", "Details follow", Headline),
            Item("d", Headline, "")]);

        Assert.Equal(["a b d"], result.ClusterIds());
        Assert.Equal(Relation.Partial, result.RelationOf("a", "c"));
        Assert.Equal([6, 6, 2, 6], result.Documents.Select(document => document.Words));
        Assert.Empty(result.Rejections);
    }

    [Theory]
    [InlineData("Alert")]
    [InlineData("Breaking news update")]
    [InlineData("…!?")]
    [InlineData("")]
    public async Task WithoutATextAShortHeadlineIsRejected(string headline)
    {
        var result = await RunAsync(Enumerable.Range(0, 50).Select(i => Item($"{i}", "", headline)));

        Assert.Empty(result.Documents);
        Assert.Equal(50, result.Summary.Rejected);
        Assert.All(result.Rejections, rejection => Assert.Equal(RejectionReason.Empty, rejection.Reason));
    }

    [Theory]
    [InlineData("Update")]
    [InlineData("Breaking news update")]
    public async Task AHeadlineUnderFourWordsLinksNothing(string headline) =>
        Assert.Empty(
            (await RunAsync([Item("a", "Polls close", headline), Item("b", "Rain tomorrow", headline)])).Pairs);

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task TheNameOfAColumnLinksNothing(int others, bool links)
    {
        // Long texts under the headline count as well: twelve in all are still a story.
        var result = await RunAsync([
            Item("a", "Polls close", "Photos of the day"), Item("b", "Rain tomorrow", "Photos of the day"),
            .. Enumerable.Range(0, others).Select(i => Item($"story{i:d2}", Words(i, 60), "Photos of the day"))]);

        Assert.Equal(links ? Relation.Partial : Relation.None, result.RelationOf("a", "b"));
    }

    [Theory]
    [InlineData(47, true)]
    [InlineData(49, false)]
    public async Task AnOldHeadlineThatComesAgainLinksNothing(int hours, bool links)
    {
        var result = await RunAsync([
            new Document("a", "Polls close", Headline, date: Noon), new Document(
                "b", "Rain tomorrow", Headline, date: Noon.AddHours(hours))]);

        Assert.Equal(links ? Relation.Partial : Relation.None, result.RelationOf("a", "b"));
    }

    [Fact]
    public async Task LongTextsAreNotLinkedByTheirHeadline() =>
        Assert.Empty(
            (await RunAsync([Item("a", Words(1, 60), Headline), Item("b", Words(2, 60), Headline),
            Item("c", "Details follow", Headline)])).Pairs);

    [Fact]
    public async Task TheNearTierAloneKnowsNoHeadlines() =>
        Assert.Empty(
            (await RunAsync([Item("a", "Polls close", Headline), Item("b", "Rain tomorrow", Headline)],
            new DedupeOptions { NearOnly = true })).Pairs);

    [Fact]
    public void HeadlinesAddLinksAndHoldStubsApart() => Prop.ForAll(Alerts, alerts =>
    {
        var with = RunAsync(alerts).GetAwaiter().GetResult();
        var without = RunAsync(alerts.Select(alert => alert with { Title = default })).GetAwaiter().GetResult();

        var expected = without.Clusters.SelectMany(cluster => cluster.Members
            .Select(member => with.Documents.Single(document => document.Id == member.Id))
            .GroupBy(document => IsStub(document) ? document.Title!.ToUpperInvariant() : "")
            .Select(static group => string.Join(' ', group.Select(static document => document.Id).Order()))
            .Where(static ids => ids.Contains(' ', StringComparison.Ordinal)));
        Assert.Equal(expected.Order(), with.Clusters
            .Select(cluster => string.Join(
                ' ', cluster.Members.Select(static member => member.Id).Order()))
            .Order());
        Assert.Equal(Long(without), Long(with));
        Assert.All(with.Pairs.Where(pair => pair.SameTitle), pair =>
            Assert.Equal(with.Documents[pair.A].Title, with.Documents[pair.B].Title, ignoreCase: true));

        static bool IsStub(DocumentInfo document) => document.Words < StubHeadlines.Words;

        static IEnumerable<string> Long(DedupeResult result) => result.Pairs
            .Where(pair => !pair.SameTitle && !IsStub(result.Documents[pair.A]))
            .Select(static pair => $"{pair with { Passages = [] }}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static Arbitrary<Document[]> Alerts => Arb.From(
        from count in Gen.Choose(2, 40)
        from texts in Gen.ListOf(
            Gen.Elements(
                "Polls close", "polls close.", "Rain", "Details follow soon", Words(1, 40), Words(1, 39) + " more",
                Words(2, 30)), count)
        from titles in Gen.ListOf(
            Gen.Elements(
                Headline, Headline.ToUpperInvariant(), "Update", "Another headline of words", "Photos of the day"),
                count)
        from days in Gen.ListOf(Gen.Choose(0, 5), count)
        select texts.Zip(titles, (text, title) => (text, title))
            .Select(
                (item, i) => new Document(
                    $"{i:d2}", item.text, item.title, date: days[i] == 0 ? null : Noon.AddDays(days[i])))
            .ToArray());

    private static Document Item(string id, string text, string title) => new(id, text, title);
}
