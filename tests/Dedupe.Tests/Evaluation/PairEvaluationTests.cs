using Dedupe.Evaluation;
using Dedupe.Tests.Clustering;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Evaluation;

public sealed class PairEvaluationTests
{
    [Fact]
    public void CountsAndScoresByHand()
    {
        var evaluation = PairEvaluation.Of(
            Result(),
            [
                new("dir/a", "dir/b", "same"),      // listed as derived: found
                new("dir/b", "dir/c", "derived"),   // only in one cluster: found
                new("dir/d", "dir/e", "heavy"),     // listed as partial: missed
                new("dir/a", "dir/d", "quote"),     // not listed: right
                new("dir/f", "dir/g", "template"),  // listed as near-duplicate: wrong
            ]);

        Assert.Equal(
            (2, 1, 1, 1),
            (evaluation.TruePositives, evaluation.FalsePositives, evaluation.FalseNegatives, evaluation.TrueNegatives));
        Assert.Equal(2 / 3.0, evaluation.Score.Precision, 12);
        Assert.Equal(2 / 3.0, evaluation.Score.Recall, 12);
        Assert.Equal(2 / 3.0, evaluation.Score.F1, 12);
        Assert.Equal(0, evaluation.Unmatched);
        Assert.Equal(7, evaluation.LabelledDocuments);
        Assert.Equal(1, evaluation.Confusion[("same", Relation.Derived)]);
        Assert.Equal(1, evaluation.Confusion[("heavy", Relation.Partial)]);
        Assert.Equal(1, evaluation.Confusion[("quote", Relation.None)]);
        Assert.Equal(1, evaluation.Confusion[("template", Relation.NearDuplicate)]);
        Assert.Equal(5, evaluation.Confusion.Values.Sum());
        Assert.Equal(["dir/d", "dir/f"], evaluation.Pairs.Where(pair => pair.IsError).Select(pair => pair.Label.A));
    }

    [Fact]
    public void ClusterMeasuresAreOverTheLabelledDocuments()
    {
        // Gold: {a,b} {d,e} {c}; predicted: {a,b,c} {d} {e}.
        var evaluation = PairEvaluation.Of(
            Result(), [new("dir/a", "dir/b", "same"), new("dir/d", "dir/e", "cut"), new("dir/c", "dir/d", "none")]);

        Assert.Equal(((2 * 2 / 3.0) + (1 / 3.0) + 2) / 5, evaluation.BCubed.Precision, 12);
        Assert.Equal((2 + 1 + 0.5 + 0.5) / 5, evaluation.BCubed.Recall, 12);
        // Together in both 1, gold 2, predicted 3, of 10: (1 - 0.6) / (2.5 - 0.6).
        Assert.Equal(0.4 / 1.9, evaluation.AdjustedRand, 12);
    }

    [Fact]
    public void CoveragesFollowTheLabelWhicheverWayRoundItIs()
    {
        var evaluation = PairEvaluation.Of(Result(), [new("dir/a", "dir/b", "same"), new("dir/b", "dir/a", "same")]);

        Assert.Equal((0.3, 0.5), (evaluation.Pairs[0].ProseCoverageA, evaluation.Pairs[0].ProseCoverageB));
        Assert.Equal((0.5, 0.3), (evaluation.Pairs[1].ProseCoverageA, evaluation.Pairs[1].ProseCoverageB));
    }

    [Fact]
    public void IdsMatchByTheirLastPartWhenOnlyOneHasIt()
    {
        var evaluation = PairEvaluation.Of(
            Result(), [new("elsewhere/a", "b", "same"), new("a", "twin", "same"), new("dir/a", "gone", "derived")]);

        Assert.Equal([true, false, false], evaluation.Pairs.Select(pair => pair.Matched));
        Assert.Equal(2, evaluation.Unmatched);
        Assert.Equal(2, evaluation.FalseNegatives);
        Assert.Equal(1, evaluation.Confusion[("derived", Relation.None)]);
        Assert.Equal(4, evaluation.LabelledDocuments);
    }

    private static DedupeResult Result()
    {
        string[] ids = ["dir/a", "dir/b", "dir/c", "dir/d", "dir/e", "dir/f", "dir/g", "one/twin", "two/twin"];
        return new()
        {
            Documents = [.. ids.Select(id => new DocumentInfo(id, null, null, null, 100))],
            Clusters =
            [
                new("0", "id",
                    [SomeClusters.First(0), SomeClusters.Member(1, Relation.Derived, 0.2, 0.4, 0.5, 0.5),
                    SomeClusters.Member(2, Relation.Derived, 0.2, 0.4, 0.5, 0.5)]),
            ],
            Pairs =
            [
                Pair(0, 1, Relation.Derived, 0.3, 0.5),
                Pair(0, 2, Relation.Derived, 0.3, 0.5),
                Pair(3, 4, Relation.Partial, 0.1, 0.1),
                Pair(5, 6, Relation.NearDuplicate, 0.9, 0.9),
            ],
            Rejections = [],
            Summary = BareResults.Summary(9) with { Clusters = 1, Duplicates = 2 },
        };
    }

    private static VerifiedPair Pair(int a, int b, Relation relation, double proseA, double proseB) => new()
    {
        A = a,
        B = b,
        Relation = relation,
        Jaccard = 0.2,
        ContainmentA = 0.3,
        ContainmentB = 0.4,
        CoverageA = 0.5,
        CoverageB = 0.5,
        ProseCoverageA = proseA,
        ProseCoverageB = proseB,
        Passages = [],
    };
}
