using Dedupe.Evaluation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dedupe.Tests.Evaluation;

public sealed class ClusterMeasuresTests
{
    // Gold {0,1,2} {3,4}, predicted {0,1} {2,3,4}.
    private static readonly int[] Gold = [1, 1, 1, 2, 2];
    private static readonly int[] Predicted = [7, 7, 8, 8, 8];

    [Fact]
    public void BCubedByHand()
    {
        var score = ClusterMeasures.BCubed(Gold, Predicted);

        // Items 0 and 1: precision 2/2, recall 2/3. Item 2: 1/3, 1/3. Items 3 and 4: 2/3, 2/2.
        Assert.Equal((1 + 1 + (1 / 3.0) + (2 / 3.0) + (2 / 3.0)) / 5, score.Precision, 12);
        Assert.Equal(((2 / 3.0) + (2 / 3.0) + (1 / 3.0) + 1 + 1) / 5, score.Recall, 12);
        Assert.Equal(11 / 15.0, score.F1, 12);
    }

    [Fact]
    public void AdjustedRandByHand()
    {
        // Pairs together in both: {0,1} and {3,4} = 2; in gold 3+1 = 4; predicted 1+3 = 4; of 10. Expected 1.6:
        // (2-1.6)/(4-1.6).
        Assert.Equal(1 / 6.0, ClusterMeasures.AdjustedRand(Gold, Predicted), 12);
    }

    [Fact]
    public void AdjustedRandBelowChanceIsNegative()
    {
        // No pair together in both; 2 in each of 6: (0 - 2/3) / (2 - 2/3).
        Assert.Equal(-0.5, ClusterMeasures.AdjustedRand([1, 1, 2, 2], [1, 2, 1, 2]), 12);
    }

    [Fact]
    public void NothingToCompareIsPerfect()
    {
        Assert.Equal(new Score(1, 1), ClusterMeasures.BCubed([], []));
        Assert.Equal(1, ClusterMeasures.AdjustedRand([], []));
        Assert.Equal(1, ClusterMeasures.AdjustedRand([1], [5]));
        Assert.Equal(1, ClusterMeasures.AdjustedRand([1, 2, 3], [4, 5, 6]));
    }

    [Fact]
    public void DifferentItemsAreAnError() =>
        Assert.Throws<ArgumentException>(() => ClusterMeasures.BCubed([1], [1, 2]));

    [Fact]
    public void TheSameClusteringIsPerfectWhateverTheNumbers() => Prop.ForAll<int[]>(clusters =>
    {
        var renamed = clusters.Select(cluster => unchecked((cluster * 2) + 1)).ToArray();
        var score = ClusterMeasures.BCubed(clusters, renamed);
        return Math.Abs(score.F1 - 1) < 1e-9 && Math.Abs(ClusterMeasures.AdjustedRand(clusters, renamed) - 1) < 1e-9;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TurningTheQuestionAroundSwapsPrecisionAndRecall() => Prop.ForAll<(byte, byte)[]>(items =>
    {
        int[] one = [.. items.Select(item => item.Item1 % 4)];
        int[] other = [.. items.Select(item => item.Item2 % 3)];
        var there = ClusterMeasures.BCubed(one, other);
        var back = ClusterMeasures.BCubed(other, one);
        return Math.Abs(there.Precision - back.Recall) < 1e-9
            && Math.Abs(ClusterMeasures.AdjustedRand(one, other) - ClusterMeasures.AdjustedRand(other, one)) < 1e-9;
    }).QuickCheckThrowOnFailure();
}
