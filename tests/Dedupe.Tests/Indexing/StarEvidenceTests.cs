using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class StarEvidenceTests
{
    [Fact]
    public void SizesAndTheMeanOfAllPairsAreToldByStar()
    {
        var evidence = new StarEvidence(
            [0, 0, 0, 3, 3], [Edge(0, 1, 0.2), Edge(0, 2, 0.6), Edge(2, 3, 1), Edge(3, 4, 0.9)]);

        Assert.Equal((3, 2, 0), (evidence.SizeOf(0), evidence.SizeOf(3), evidence.SizeOf(1)));
        Assert.Equal((0.4, 0.9, 0), (evidence.SamenessOf(0), evidence.SamenessOf(3), evidence.SamenessOf(1)));
    }

    // From three texts on, of which one always has all that the other has.
    [Theory]
    [InlineData(2, 9, 0, 0.5, false, false)]
    [InlineData(3, 9, 0, 0.5, true, false)]
    [InlineData(3, 9, 1, 0.5, true, false)]
    [InlineData(3, 8, 1, 0.5, false, false)]
    [InlineData(3, 9, 0, 0.97, true, false)]
    [InlineData(3, 9, 0, 0.98, false, false)]
    [InlineData(5, 19, 1, 0.5, true, true)]
    [InlineData(5, 18, 1, 0.5, true, false)]
    [InlineData(5, 19, 1, 0.84, true, true)]
    [InlineData(5, 19, 1, 0.86, true, false)]
    [InlineData(4, 19, 1, 0.5, true, false)]
    public void TextsOfWhichOneHasAllThatTheOtherHasAreCut(
        int texts, int oneSided, int twoSided, double sameness, bool isCut, bool isNested)
    {
        var evidence = new StarEvidence(
            new int[texts], Pairs(texts, _ => sameness, (ushort)oneSided, (ushort)twoSided));

        Assert.Equal((isCut, isNested), (evidence.IsCutAtTheEnd(0), evidence.IsNested(0)));
    }

    // Two that have more in common than a block are not the rest: most pairs end apart.
    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void MostPairsEndApart(int apart, bool isCut)
    {
        var evidence = new StarEvidence(new int[4], Pairs(4, pair => pair < apart ? 0.5 : 1, 9, 0));

        Assert.Equal(isCut, evidence.IsCutAtTheEnd(0));
    }

    // In large buckets the others are linked to the first ones alone: their own pairs say less.
    [Fact]
    public void OnlyPairsWithTheFirstOnesSayHowTheyEnd()
    {
        var edges = Pairs(12, _ => 0.5, 9, 0);
        for (var edge = 0; edge < edges.Length; edge++)
            edges[edge] = edges[edge].A < 8 ? edges[edge] : edges[edge] with { OneSided = 0, TwoSided = 1000 };

        Assert.True(new StarEvidence(new int[12], edges).IsNested(0));
        edges[0] = edges[0] with { TwoSided = 1000 };
        Assert.False(new StarEvidence(new int[12], edges).IsNested(0));
    }

    private static StoryEdge[] Pairs(int texts, Func<int, double> sameness, ushort oneSided, ushort twoSided)
    {
        var edges = new List<StoryEdge>();
        for (var a = 0; a < texts; a++)
        {
            for (var b = a + 1; b < texts; b++)
                edges.Add(Edge(a, b, sameness(edges.Count)) with { OneSided = oneSided, TwoSided = twoSided });
        }

        return [.. edges];
    }

    private static StoryEdge Edge(int a, int b, double sameness) => new(a, b, 0.5, sameness, 0, 0, 0);
}
