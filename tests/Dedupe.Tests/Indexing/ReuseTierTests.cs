using Dedupe.Indexing;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Indexing;

public sealed class ReuseTierTests
{
    // Each text is a story of its own: it shares 40 of 440 words with the others.
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 0)]
    public async Task KeysOfMoreStoriesThanTheCapProposeNoPair(int stories, int pairs)
    {
        var result = await RunAsync(
            Enumerable.Range(0, stories).Select(
                story => new Document($"{story}", $"{Words(10 + story, 200)} {Words(1, 40)} {Words(50 + story, 200)}")),
            new DedupeOptions { Indexing = new IndexingOptions { StoryCap = 3 } });

        Assert.Equal(pairs, result.Pairs.Count);
        Assert.Equal(pairs == 0, result.Met("storyCap") > 0);
    }
}
