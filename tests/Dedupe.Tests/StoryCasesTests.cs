using Xunit;

namespace Dedupe.Tests;

/// <summary>Collections in which what is a story and what is boilerplate is easy to get wrong.</summary>
public sealed class StoryCasesTests
{
    private static readonly DateTimeOffset Noon = new(2031, 5, 4, 12, 0, 0, TimeSpan.Zero);

    // Outlets cut a story from its end and put words of their own below it: a byline, a footer, a local paragraph.
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(100)]
    public async Task AStoryCutFromItsEndIsOneClusterAtAnyNumber(int own)
    {
        foreach (var copies in (int[])[2, 3, 4, 5, 8, 10, 12, 13, 20, 24, 25, 40, 100])
        {
            var wire = Words(1, 400);
            var result = await Run(Enumerable.Range(0, copies).Select(copy =>
                new Document(
                    $"copy-{copy}", Join(wire[..(120 + (280 * copy / (copies - 1)))], Words(100 + copy, own)))));

            Assert.Equal(copies, Assert.Single(result.Clusters).Members.Count);
        }
    }

    [Fact]
    public async Task AStoryOfHundredsOfOutletsIsOneCluster()
    {
        var wire = Words(2, 400);
        var result = await Run(Enumerable.Range(0, 300).Select(copy => new Document(
            $"copy-{copy:000}", Join(
                wire[..(100 + copy)], Words(1000 + copy, 80)), source: $"Outlet {copy}",
                date: Noon.AddMinutes(copy))));

        Assert.Equal(300, Assert.Single(result.Clusters).Members.Count);
    }

    // What all of them begin with to the very same word is a block, not a story, at any place.
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(40)]
    public async Task ABlockAtTheTopIsNoStory(int pages)
    {
        var block = Words(11, 150);

        Assert.Empty((await Run(Enumerable.Range(0, pages).Select(
            page => new Document($"page-{page}", Join(block, Words(500 + page, 150)))))).Clusters);
    }

    // Each has 12 of 24 sentences and 80 words of its own, among 300 texts that have nothing to do with it.
    [Theory]
    [InlineData(12)]
    [InlineData(60)]
    [InlineData(100)]
    public async Task AStoryOfWhichEachOutletHasAnotherHalfIsOneCluster(int outlets)
    {
        var random = new Random(outlets);
        var sentences = Enumerable.Range(0, 24).Select(number => Words(3000 + number, 16)).ToArray();
        var copies = Enumerable.Range(0, outlets).Select(copy =>
        {
            var kept = Enumerable.Range(0, 24).ToArray();
            random.Shuffle(kept);
            Array.Sort(kept, 0, 12);
            return new Document(
                $"copy-{copy:000}", Join([.. kept[..12].Select(number => sentences[number]), Words(4000 + copy, 80)]));
        });
        var others = Enumerable.Range(0, 300).Select(
            other => new Document($"other-{other:000}", Join(Words(5000 + other, 280))));

        Assert.Equal(outlets, Assert.Single((await Run([.. copies, .. others])).Clusters).Members.Count);
    }

    [Fact]
    public async Task AShortNoteUnderALongFooterGluesNothing()
    {
        var footer = Words(3, 120);
        var articles = Enumerable.Range(0, 20).Select(number => new Document(
            $"article-{number:00}", Join(
                Words(2000 + number, 400), footer), source: "Ledger", date: Noon.AddHours(number)));
        var note = new Document("note", Join(Words(2999, 50), footer), source: "Ledger", date: Noon);

        Assert.Empty((await Run([.. articles, note])).Clusters);
    }

    [Fact]
    public async Task ABriefMadeFromAStoryDoesNotTearItsCopiesApart()
    {
        var story = Words(4, 400);
        var copies = Enumerable.Range(0, 5).Select(
            copy => new Document($"cut-{copy}", Join(story[..(395 - (10 * copy))]), date: Noon.AddHours(copy + 1)));
        var brief = new Document("brief", Join(story[350..], Words(5, 20)), date: Noon);

        var cluster = Assert.Single(
            (await Run([.. copies, new Document("whole", Join(story), date: Noon.AddHours(9)), brief])).Clusters);
        Assert.True(cluster.Members.Count >= 6, $"{cluster.Members.Count} members");
        Assert.All(cluster.Members.Skip(1), member => Assert.True(member.Relation >= Relation.Derived));
    }

    [Fact]
    public async Task WhichOfTwoDocumentsOfOneIdStaysDoesNotHangOnTheirOrder()
    {
        var story = Join(Words(6, 60));
        Document[] documents = [new("same", story), new("same", Join(Words(7, 60))), new("other", story)];
        var forward = await Run(documents);
        var backward = await Run(documents.Reverse());

        Assert.Equal(forward.Clusters.Count, backward.Clusters.Count);
        Assert.Equal(1, forward.Summary.Rejected);
        Assert.Equal(RejectionReason.DuplicateId, Assert.Single(forward.Rejections).Reason);
    }

    [Theory]
    [InlineData(
        "ประเทศไทยของเรามีนายกรัฐมนตรีคนใหม่ซึ่งนายกรัฐมนตรีคนเดิมแนะนำว่า"
        + "นายกรัฐมนตรีควรฟังประชาชนและนายกรัฐมนตรีต้องทำงานหนักขึ้น")]
    [InlineData("中华人民共和国的代表说中华人民共和国将参加会议而中华人民共和国的邻国也会参加中华人民共和国提出的计划")]
    public void ANameThatRecursIsNoRefrainWhereCharactersAreTokens(string shared)
    {
        var pair = Compared.Of(
            new Document("a", shared + " " + Join(Words(8, 30))), new Document("b", Join(Words(9, 30)) + " " + shared));

        Assert.Equal(Relation.Derived, pair.Relation);
    }

    private static string[] Words(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => $"w{random.Next(1_000_000)}")];
    }

    private static string Join(params string[][] parts) => string.Join(' ', parts.SelectMany(part => part));

    private static Task<DedupeResult> Run(IEnumerable<Document> documents) =>
        new Deduplicator()
            .RunAsync(documents.ToAsyncEnumerable(), cancellationToken: TestContext.Current.CancellationToken);
}
