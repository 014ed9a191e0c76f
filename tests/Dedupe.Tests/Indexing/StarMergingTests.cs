using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class StarMergingTests
{
    [Fact]
    public void StarsOfWhichHalfReachesTheOtherAreOne() =>
        Assert.Equal([0, 0, 0, 0, 0, 0, 0], Merge([0, 0, 0, 0, 4, 4, 4], (1, 4), (2, 5)));

    // A digest has a piece of each of two stories: every copy of the one leads to it.
    [Fact]
    public void OneDocumentHoldsNoStarsTogether()
    {
        int[] apart = [0, 0, 0, 0, 4, 4, 4];

        Assert.Equal(apart, Merge(apart, (1, 4), (1, 5), (1, 6)));
        Assert.Equal(apart, Merge(apart, (1, 4), (2, 4), (3, 4)));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void ADocumentAloneNeedsTwoWaysIn(int ways, bool joins)
    {
        var edges = new (int, int)[] { (1, 4), (2, 4) };

        Assert.Equal(joins ? 0 : 4, Merge([0, 0, 0, 0, 4], edges[..ways])[4]);
    }

    [Fact]
    public void WhatWasJoinedDrawsOthers() =>
        Assert.All(
            Merge([0, 0, 0, 3, 3, 3, 6], (1, 3), (2, 4), (1, 6), (4, 6)), static centre => Assert.Equal(0, centre));

    private static int[] Merge(int[] centres, params (int A, int B)[] edges) =>
        StarMerging.Merge(centres, Array.ConvertAll(edges, static edge => new WeightedEdge(edge.A, edge.B, 1)));
}
