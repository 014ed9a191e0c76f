using Xunit;

namespace Dedupe.Tests;

/// <summary>
/// One block in pages that share nothing else is boilerplate: for every number of pages from three up, every share of
/// the page from 5 to 80 %, at whatever place, whoever is said to have printed it and when.
/// </summary>
public sealed class BlockCasesTests
{
    private static readonly int[] Pages = [3, 4, 5, 6, 8, 12, 13, 20, 24, 25, 40, 100, 200];
    private static readonly int[] Percents = [5, 10, 20, 30, 40, 50, 60, 70, 80];

    public static TheoryData<int, double> Parameters()
    {
        var data = new TheoryData<int, double>();
        foreach (var known in Enum.GetValues<BlockTexts.Known>())
        {
            data.Add((int)known, 0);
            data.Add((int)known, 0.1);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task OneBlockIsNeverAStory(int known, double cut)
    {
        var result = await Collection.RunAsync(
            from pages in Pages
            from percent in Percents
            from page in BlockTexts.Make($"n{pages}s{percent}", pages, percent, cut, (BlockTexts.Known)known)
            select page);

        Assert.Empty(result.Clusters.Select(static cluster => cluster.Members[0].Id));
        Assert.DoesNotContain(result.Pairs, static pair => pair.Relation > Relation.Partial);
    }

    // From a fifth of the page on, what few pages share is called by its name.
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task TheBlockOfAFewPagesIsATemplate(int pages)
    {
        foreach (var percent in (int[])[30, 50, 80])
        {
            var result = await Collection.RunAsync(
                BlockTexts.Make("page", pages, percent, 0, BlockTexts.Known.AuthorsOfOneDay));

            Assert.Equal(pages * (pages - 1) / 2, result.Pairs.Count);
            Assert.All(result.Pairs, static pair => Assert.Equal(Relation.Template, pair.Relation));
        }
    }

    // Two pages under a block that twenty others have too are copies when they share more than it.
    [Fact]
    public async Task CopiesUnderABlockAreFound()
    {
        var pages = BlockTexts.Make("page", 22, 40, 0, BlockTexts.Known.Nothing).ToArray();
        var story = string.Join(' ', Enumerable.Range(0, 150).Select(static word => $"story{word * 37 % 1009}"));
        for (var copy = 0; copy < 2; copy++)
            pages[copy] = new Document($"copy-{copy}", $"{Text(pages[copy])} {story}");

        var cluster = Assert.Single((await Collection.RunAsync(pages)).Clusters);
        Assert.Equal(2, cluster.Members.Count);

        static string Text(Document page) => System.Text.Encoding.UTF8.GetString(page.Text.Span);
    }
}
