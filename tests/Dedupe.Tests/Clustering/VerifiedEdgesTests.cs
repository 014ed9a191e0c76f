using Dedupe.Clustering;
using Dedupe.Indexing;
using Dedupe.Tests.Signing;
using Dedupe.Tests.Verification;
using Dedupe.Verification;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dedupe.Tests.Clustering;

public sealed class VerifiedEdgesTests
{
    private static Config Config => FsCheck.Config.QuickThrowOnFailure.WithMaxTest(200);

    [Fact]
    public void PairsStandInOrderAndTheLastWordCounts() => Prop.ForAll(Arb.From(Gen.ListOf(SomePairs.Sorted, 4)),
        additions =>
    {
        var edges = new VerifiedEdges(static _ => throw new InvalidOperationException("nothing is missing"));
        var expected = new SortedDictionary<(int A, int B), VerifiedPair>();
        foreach (var addition in additions)
        {
            edges.Add(SomePairs.Block(addition));
            foreach (var pair in addition)
                expected[(pair.A, pair.B)] = pair;
            Check(edges, expected);
        }
    }).Check(Config);

    [Fact]
    public void WhatIsMissingIsVerifiedOnce()
    {
        var asked = new List<CandidatePair>();
        var edges = new VerifiedEdges(candidates =>
        {
            asked.AddRange(candidates);
            return SomePairs.Block(
                Array.ConvertAll(candidates, candidate => BareResults.Pair(candidate.A, candidate.B, Relation.None)));
        });
        edges.Add(SomePairs.Block([BareResults.Pair(2, 3, Relation.Derived)]));

        edges.Require([(7, 1), (2, 5), (1, 7), (0, 9), (5, 2)]);
        edges.Require([]);

        Assert.Equal([new CandidatePair(0, 9, 0), new CandidatePair(1, 7, 0), new CandidatePair(2, 5, 0)], asked);
        Assert.Equal(4, edges.Count);
        Assert.True(edges.Has(9, 0));
        Assert.Equal(Relation.None, edges[7, 1].Relation);
        Assert.Equal(Relation.Derived, edges[3, 2].Relation);
    }

    [Fact]
    public void APairThatComesAgainIsOnePair()
    {
        var edges = new VerifiedEdges(static _ => throw new InvalidOperationException("nothing is missing"));
        edges.Add(
            SomePairs.Block([BareResults.Pair(0, 1, Relation.Partial), BareResults.Pair(1, 2, Relation.Partial)]));
        edges.Add(
            SomePairs.Block([BareResults.Pair(1, 2, Relation.Derived), BareResults.Pair(1, 3, Relation.Derived)]));

        Assert.Equal(3, edges.Count);
        Assert.Equal(Relation.Derived, edges[1, 2].Relation);
    }

    // Documents 1 to 3 are of one group, whose representative is 2; 4 is alone.
    [Theory]
    [InlineData(3, 0, "1-2 1-3 1-4 2-3")]
    [InlineData(2, 1, "1-2 1-4 2-3")]
    public void OfALargeGroupEveryMemberIsBesideItsRepresentative(int limit, int met, string expected)
    {
        var edges = new VerifiedEdges(static _ => throw new InvalidOperationException("nothing is missing"));
        edges.Add(SomePairs.Block(
        [
            BareResults.Pair(0, 1, Relation.Derived),
            BareResults.Pair(1, 2, Relation.NearDuplicate),
            BareResults.Pair(1, 3, Relation.NearDuplicate),
            BareResults.Pair(1, 4, Relation.NearDuplicate),
            BareResults.Pair(2, 3, Relation.Identical),
        ]));
        var limits = new Limits();

        var pairs = edges.NearDuplicates([0, 2, 2, 2, 4], limit, limits);

        Assert.Equal(expected, string.Join(' ', pairs.Select(static pair => $"{pair.A}-{pair.B}")));
        Assert.Equal(met, limits.ToList().Single(static met => met.Name == "nearGroupPairs").Met);
    }

    private static void Check(VerifiedEdges edges, SortedDictionary<(int A, int B), VerifiedPair> expected)
    {
        var seen = new List<(int, int)>();
        foreach (ref readonly var record in edges)
        {
            seen.Add((record.A, record.B));
            var pair = expected[(record.A, record.B)];
            Assert.Equal(PairRecord.FromPair(pair), record with { DetailsPlace = 0, DetailsLength = 0 });
        }

        Assert.Equal(expected.Keys, seen);
        Assert.Equal(expected.Count, edges.Count);
        for (var a = 0; a < 30; a++)
        {
            for (var b = a + 1; b < 30; b++)
            {
                Assert.Equal(expected.ContainsKey((a, b)), edges.Has(b, a));
                if (expected.TryGetValue((a, b), out var pair))
                    Assert.Equal(pair.Jaccard, edges[b, a].Jaccard);
            }
        }

        using var documents = SomeDocuments.Make(30);
        var found = edges.Found(documents);
        var reported = expected.Values.Where(pair => pair.Relation != Relation.None).Select(SomePairs.Text).ToList();
        Assert.Equal(reported, found.Select(SomePairs.Text));
        Assert.Equal(reported, Enumerable.Range(0, found.Count).Select(i => SomePairs.Text(found[i])));
    }
}
