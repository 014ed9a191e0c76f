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
    public async Task EveryCopyIsInOneCluster(int copies) => Assert.Equal(copies, await LargestAsync(SpunTexts.Make(copies, replaced: 12)));

    [Theory]
    [InlineData(1000)]
    [InlineData(2200)]
    public async Task SoAreCopiesOfHalfAStory(int copies) =>
        Assert.Equal(copies, await LargestAsync(SpunTexts.Make(copies, replaced: 0, own: 80, share: 0.5)));

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
