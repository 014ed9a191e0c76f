using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class StarVotesTests
{
    // 2 shares a footer with the centre of its star, and the story with two of the other.
    [Fact]
    public void ADocumentGoesToWhereItSharesMore() => Assert.Equal(
        [0, 0, 2, 2, 2], Settle([0, 0, 0, 3, 3], (0, 1, 0.5, 0), (0, 2, 0.5, 0), (2, 3, 0.3, 0), (2, 4, 0.3, 0)));

    [Fact]
    public void WhatIsTheSameInBothSaysNothing() => Assert.Equal(
        [0, 0, 0, 3, 3], Settle([0, 0, 0, 3, 3], (0, 1, 0.5, 0), (0, 2, 0.5, 0), (2, 3, 0.9, 0.9), (2, 4, 0.9, 0.9)));

    [Fact]
    public void NoneGoesToALargerStar() => Assert.Equal(
        [0, 0, 2, 2, 2],
        Settle([0, 0, 2, 2, 2], (0, 1, 0.2, 0), (1, 2, 0.9, 0), (1, 3, 0.9, 0), (2, 4, 0.9, 0), (2, 3, 0.95, 0)));

    [Fact]
    public void WhereItSharesAsMuchItStays() => Assert.Equal(
        [0, 0, 2, 2], Settle([0, 0, 2, 2], (0, 1, 0.75, 0), (1, 2, 0.5, 0), (2, 3, 0.5, 0)));

    // 0 named the star that it left: alone again, it would be in it.
    [Fact]
    public void AStarIsNamedByOneOfItsOwn()
    {
        var stars = Settle(
            [0, 0, 0, 3, 3], (0, 1, 0.2, 0), (1, 2, 0.9, 0), (0, 3, 0.5, 0), (0, 4, 0.5, 0), (3, 4, 0.5, 0));

        Assert.Equal([0, 1, 1, 0, 0], stars);
    }

    [Fact]
    public void TheOrderOfTheEdgesMakesNoDifference()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var stars = Enumerable.Range(0, 12).Select(document => document - (document % random.Next(1, 5))).ToArray();
            var edges = Enumerable.Range(0, 30).Select(_ => (random.Next(12), random.Next(12)))
                .Where(static pair => pair.Item1 < pair.Item2)
                .Select(pair => (pair.Item1, pair.Item2, random.NextDouble(), random.NextDouble())).ToArray();
            var settled = Settle(stars, edges);
            random.Shuffle(edges);

            Assert.Equal(settled, Settle(stars, edges));
            Assert.All(settled, star => Assert.Equal(star, settled[star]));
        }
    }

    private static int[] Settle(int[] stars, params (int A, int B, double Share, double Sameness)[] edges)
    {
        var settled = (int[])stars.Clone();
        StarVotes.Settle(
            settled, Array.ConvertAll(
                edges, static edge => new StoryEdge(edge.A, edge.B, edge.Share, edge.Sameness, 0, 0, 0)));
        return settled;
    }
}
