using Dedupe.Evaluation;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Evaluation;

public sealed class PairSamplerTests
{
    private static readonly Relation[] Relations =
        [Relation.Identical, Relation.NearDuplicate, Relation.Derived, Relation.Partial, Relation.Quote,
            Relation.Template];

    private static readonly SamplingOptions Fifty = new();

    [Fact]
    public void TheSameSeedDrawsTheSameAndAnotherOthers()
    {
        var result = Result(1000);

        Assert.Equal(Draw(result, Fifty), Draw(result, Fifty));
        Assert.NotEqual(Draw(result, Fifty), Draw(result, Fifty with { Seed = 2 }));
    }

    [Fact]
    public void AsManyAsWantedNoneTwiceAndFewOfOneDocument()
    {
        var drawn = Draw(Result(1000, hubs: 7), Fifty with { Count = 60, MostPerDocument = 3 });

        Assert.Equal(21, drawn.Count);
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        Assert.All(drawn.CountBy(pair => pair.A), document => Assert.InRange(document.Value, 1, 3));
        Assert.Equal(60, Draw(Result(1000), Fifty with { Count = 60 }).Count);
        Assert.Equal(6, Draw(Result(6), Fifty).Count);
        Assert.Empty(Draw(Result(0), Fifty));
    }

    [Fact]
    public void EveryRelationIsInItAndTheLinesAreWhereMostPairsAre()
    {
        var result = Result(3000);
        var drawn = PairSampler.Draw(result, new VerificationOptions(), Fifty with { Count = 120 });

        Assert.All(Relations, relation => Assert.Contains(drawn, pair => pair.Relation == relation));
        var near = drawn.Count(pair => IsNearDerived(pair));
        var chance = 120.0 * result.Pairs.Count(IsNearDerived) / result.Pairs.Count;
        Assert.InRange(near, 2 * chance, 120);
        Assert.InRange(drawn.Count(pair => pair.Relation == Relation.Identical), 1, 20);
    }

    [Fact]
    public void PairsThatShareAHeadlineOnlyAreNotAskedAbout()
    {
        var result = Result(50);
        var linked = With(result, [.. result.Pairs.Select(pair => pair with { SameTitle = pair.A % 2 == 0 })]);

        Assert.All(PairSampler.Draw(linked, new VerificationOptions(), Fifty), pair => Assert.False(pair.SameTitle));
    }

    private static bool IsNearDerived(VerifiedPair pair) =>
        pair.Relation < Relation.NearDuplicate
            && Math.Abs(LineDistance.Derived(pair.Evidence, new VerificationOptions())) < 0.35;

    private static List<(int A, int B)> Draw(DedupeResult result, SamplingOptions options) =>
        [.. PairSampler.Draw(result, new VerificationOptions(), options).Select(pair => (pair.A, pair.B))];

    // Pairs of all relations, the lower ones with prose from nothing to beyond the line; all of their own documents, or
    // beside a few hubs.
    private static DedupeResult Result(int count, int? hubs = null)
    {
        var random = new Random(4);
        return With(null, [.. Enumerable.Range(0, count).Select(i =>
        {
            var relation = Relations[i % Relations.Length];
            var share = random.NextDouble() * (relation >= Relation.Derived ? 1 : 0.2);
            var a = hubs is { } few ? i % few : 2 * i;
            var b = hubs is null ? (2 * i) + 1 : 100 + i;
            return BareResults.Pair(a, b, relation) with
            {
                ProseCoverageA = share,
                ProseCoverageB = share,
                Evidence =
                    new PairEvidence { SameText = false, Jaccard = 0, ProseShareA = share, ProseShareB = share,
                        ProseWords = 300 * share },
            };
        })]);
    }

    private static DedupeResult With(DedupeResult? result, VerifiedPair[] pairs) => new()
    {
        Documents = result?.Documents ?? [],
        Clusters = [],
        Pairs = pairs,
        Rejections = [],
        Summary = null!,
    };
}
