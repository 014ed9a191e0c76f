using Dedupe.Clustering;
using Dedupe.Tests.Signing;
using Dedupe.Tests.Verification;
using Xunit;

namespace Dedupe.Tests.Clustering;

public sealed class StarClustererTests
{
    // The pair in the middle would make document 1 the centre, if it joined.
    [Fact]
    public void APairThatIsNoCopyMakesNoCentre()
    {
        var (stars, refused) = Join([0, 1, 2], (0, 1, Relation.Derived), (1, 2, Relation.Partial));

        Assert.Equal(["0: 0 1"], stars);
        Assert.Equal(0, refused);
    }

    // Documents 1 and 2 are near-duplicates, and 1 represents them: what 2 is derived from joins nothing.
    [Theory]
    [InlineData(2, 3)]
    [InlineData(0, 2)]
    public void APairOfADocumentThatIsRepresentedByAnotherMakesNoCentre(int a, int b)
    {
        var (stars, refused) = Join([0, 1, 1, 3], (1, 2, Relation.NearDuplicate), (a, b, Relation.Derived));

        Assert.Equal(["1: 1 2"], stars);
        Assert.Equal(1, refused);
    }

    [Fact]
    public void APairBetweenTwoClustersAndOneThatEndsOutsideAreRefused()
    {
        // In a chain of five the second holds two texts that share nothing: it is none of either.
        var (stars, refused) = Join(
            [0, 1, 2, 3, 4],
            (0, 1, Relation.Derived),
            (1, 2, Relation.Derived),
            (2, 3, Relation.Derived),
            (3, 4, Relation.Derived));

        Assert.Equal(["3: 3 4"], stars);
        Assert.Equal(3, refused);
    }

    // Five texts are copies of each other; 0 reaches two more, so that it is the centre. 5 is a copy of all but 0, 6 of
    // 4 alone.
    [Fact]
    public void ACopyOfHalfOfAStarJoinsItAndAChainDoesNot()
    {
        var pairs = new List<(int A, int B, Relation Relation)>
        {
            (0, 7, Relation.Derived), (0, 8, Relation.Derived), (4, 6, Relation.Derived),
            (1, 7, Relation.Partial), (1, 8, Relation.Partial),
        };
        for (var a = 0; a < 5; a++)
        {
            for (var b = a + 1; b < 6; b++)
                pairs.Add((a, b, (a, b) == (0, 5) ? Relation.Partial : Relation.Derived));
        }

        pairs.Sort();
        var (stars, refused) = Join([0, 1, 2, 3, 4, 5, 6, 7, 8], [.. pairs]);

        Assert.Equal(["0: 0 1 2 3 4 5 7 8"], stars);
        Assert.Equal(1, refused);
    }

    private static (IEnumerable<string> Stars, long Refused) Join(
        int[] groups, params (int A, int B, Relation Relation)[] pairs)
    {
        using var documents = SomeDocuments.Make(groups.Length);
        var edges = new VerifiedEdges(candidates => SomePairs.Block(
            Array.ConvertAll(candidates, pair => BareResults.Pair(pair.A, pair.B, Relation.None))));
        edges.Add(SomePairs.Block(
            Array.ConvertAll(pairs, pair => BareResults.Pair(pair.A, pair.B, pair.Relation))));
        var policy = new RepresentativePolicy(documents, new ClusteringOptions { Policy = [] });
        var clusterer = new StarClusterer(policy, edges, groups.Length);
        var stars = clusterer.Join(groups);
        var shown = stars.Select(static star => $"{star.Centre}: {string.Join(' ', star.Members)}").Order();
        return (shown, clusterer.RefusedEdges);
    }
}
