using Dedupe.Indexing;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests;

/// <summary>How many copies a story has makes no difference to whether they are found: no bound drops any.</summary>
public sealed class RecallOverCopiesTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1150)]
    [InlineData(1700)]
    [InlineData(3000)]
    public async Task EveryCopyIsInOneCluster(int copies) =>
        Assert.Equal(copies, await LargestAsync(SpunTexts.Make(copies, replaced: 12)));

    // Two of them share less than half of their keys, and all buckets are about as large, the more so the more copies
    // there are.
    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(1000)]
    public async Task SoAreCopiesOfWhichMoreIsReplaced(int copies) =>
        Assert.Equal(copies, await LargestAsync(SpunTexts.Make(copies, replaced: 24)));

    // What many more texts have, a footer here, does not hide that copies have different parts of their story.
    [Fact]
    public async Task SoAreCopiesUnderAFooterOfManyOthers()
    {
        var result = await RunAsync(SpunTexts.UnderOneFooter(copies: 300, others: 2500));

        var cluster = Assert.Single(result.Clusters);
        Assert.Equal(300, cluster.Members.Count);
        Assert.All(
            cluster.Members,
            member => Assert.StartsWith("copy", member.Id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(2200)]
    public async Task SoAreCopiesOfHalfAStory(int copies) =>
        Assert.Equal(copies, await LargestAsync(SpunTexts.Make(copies, replaced: 12, own: 40, share: 0.5)));

    // What a text has in common with one other in a few hundred decides nothing at sizes that differ by one.
    [Theory]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(26)]
    [InlineData(39)]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(50)]
    [InlineData(70)]
    public async Task NoBoundOfABucketIsAStep(int copies)
    {
        var small = new DedupeOptions { Indexing = new IndexingOptions { FrequencyCap = 40 } };

        Assert.Equal(copies, await LargestAsync(SpunTexts.Make(copies, replaced: 12), small));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(1100)]
    [InlineData(5000)]
    public async Task OneBlockInManyTextsIsNoStory(int texts)
    {
        var result = await RunAsync(SpunTexts.WithOneBlock(texts));

        Assert.Empty(result.Clusters);
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(45, 0)]
    [InlineData(45, 0.25)]
    [InlineData(70, 0.25)]
    public async Task NorIsOneThatIsMostOfThemAndCutAnywhere(int percent, double cut)
    {
        foreach (var texts in (int[])[200, 1500])
            Assert.Empty((await RunAsync(SpunTexts.WithOneBlock(texts, percent, cut))).Clusters);
    }

    [Fact]
    public async Task NearDuplicatesBeyondEveryBoundAreOneCluster()
    {
        var result = await RunAsync(SpunTexts.Make(1500, replaced: 3));

        Assert.Equal(1500, Assert.Single(result.Clusters).Members.Count);
        Assert.Equal(1, result.Met("nearGroupPairs"));
    }

    [Fact]
    public async Task PairsAreLinearInTheCopiesBeyondTheCap()
    {
        var small = new DedupeOptions { Indexing = new IndexingOptions { FrequencyCap = 30 } };
        var once = await RunAsync(SpunTexts.Make(400, replaced: 12), small);
        var twice = await RunAsync(SpunTexts.Make(800, replaced: 12), small);

        Assert.InRange(twice.Summary.Candidates, 1, 2.4 * once.Summary.Candidates);
    }

    private static async Task<int> LargestAsync(IEnumerable<Document> documents, DedupeOptions? options = null)
    {
        var result = await RunAsync(documents, options);
        return result.Clusters.Select(cluster => cluster.Members.Count).DefaultIfEmpty().Max();
    }
}
