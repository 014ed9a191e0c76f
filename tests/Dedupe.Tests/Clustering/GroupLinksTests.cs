using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Clustering;

public sealed class GroupLinksTests
{
    private static readonly string Shared = Words(1, 40);

    [Fact]
    public async Task EveryCopyOfBothTextsIsLinked()
    {
        var result = await RunAsync(
            ("a1", $"{Words(2, 300)} {Shared}"),
            ("a2", $"{Words(2, 300)} {Shared} one more"),
            ("b1", $"{Words(3, 300)} {Shared}"),
            ("b2", $"{Words(3, 300)} {Shared} two more"),
            ("c", Words(4, 300)));

        foreach (var (a, b) in (ReadOnlySpan<(string, string)>)[("a1", "b1"), ("a1", "b2"), ("a2", "b1"), ("a2", "b2")])
            Assert.Equal(Relation.Partial, result.RelationOf(a, b));
        Assert.Equal(2, result.Clusters.Count);
    }

    // Four and six copies have 24 pairs between them, as many as the limit is; five and five have one more.
    [Theory]
    [InlineData(4, 6, 24, 0)]
    [InlineData(5, 5, 1, 1)]
    public async Task UpToTheLimitAllPairsAreLinked(int ofA, int ofB, int links, int met)
    {
        var result = await RunAsync([.. Copies("a", 2, ofA), .. Copies("b", 3, ofB)]);

        Assert.Equal(links, result.Pairs.Count(pair => pair.Relation == Relation.Partial));
        Assert.Equal(met, result.Met("groupLinks"));
    }

    [Fact]
    public async Task LargeGroupsAreLinkedByOneOfEachAlone()
    {
        var result = await RunAsync([.. Enumerable.Range(0, 6).SelectMany(copy => (IEnumerable<(string, string)>)
        [
            ($"a{copy}", $"{Words(2, 300)} {Shared} {Words(10 + copy, 2)}"),
            ($"b{copy}", $"{Words(3, 300)} {Shared} {Words(20 + copy, 2)}"),
        ])]);

        Assert.Equal(2, result.Clusters.Count);
        Assert.Single(result.Pairs, pair => pair.Relation == Relation.Partial);
    }

    private static IEnumerable<(string, string)> Copies(string name, int seed, int count) =>
        Enumerable.Range(0, count)
            .Select(copy => ($"{name}{copy}", $"{Words(seed, 300)} {Shared} {Words((10 * seed) + copy, 2)}"));
}
