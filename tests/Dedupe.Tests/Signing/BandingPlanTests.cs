using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Signing;

public sealed class BandingPlanTests
{
    [Fact]
    public void HandComputedPlan()
    {
        // Six rows find 1 - (1 - 0.7^6)^21 = 0.928 only; five find 0.99 with 25 bands, and 17 bands are enough for
        // 0.95.
        var plan = BandingPlan.For(0.7, 0.95, 128);

        Assert.Equal((17, 5, 85), (plan.Bands, plan.RowsPerBand, plan.SignatureSize));
        Assert.Equal(1 - Math.Pow(1 - 0.16807, 17), plan.CandidateProbability(0.7), 12);
        Assert.Equal(Math.Pow(1 - Math.Pow(0.5, 1.0 / 17), 0.2), plan.HalfPoint, 6);
        Assert.Equal(0.5, plan.CandidateProbability(plan.HalfPoint), 6);
    }

    [Fact]
    public void MeansAgreeWithASum()
    {
        var plan = BandingPlan.For(0.8, 0.9, 64);
        const int steps = 200_000;
        var above = Enumerable.Range(0, steps).Average(i => plan.CandidateProbability(0.8 + (0.2 * (i + 0.5) / steps)));
        var below = Enumerable.Range(0, steps).Average(i => plan.CandidateProbability(0.8 * (i + 0.5) / steps));

        Assert.Equal(above, plan.RecallAboveThreshold, 8);
        Assert.Equal(below, plan.FalsePositiveBelowThreshold, 8);
    }

    [Fact]
    public void TheWantedRecallHoldsAtTheThresholdWithNoBandTooMany()
    {
        foreach (var size in (int[])[16, 64, 128, 256])
        {
            foreach (var recall in (double[])[0.5, 0.8, 0.9, 0.95, 0.99])
            {
                for (var threshold = 0.3; threshold < 1; threshold += 0.05)
                {
                    var plan = BandingPlan.For(threshold, recall, size);
                    Assert.InRange(plan.SignatureSize, 1, size);
                    Assert.True(plan.CandidateProbability(threshold) >= recall - 1e-12, $"{threshold} {recall} {size}");
                    var missed = 1 - Math.Pow(1 - Math.Pow(threshold, plan.RowsPerBand), plan.Bands - 1);
                    Assert.True(
                        missed < recall || plan.Bands == 1, $"{threshold} {recall} {size}: a band less would do");
                    var moreRows = 1 - Math.Pow(
                        1 - Math.Pow(threshold, plan.RowsPerBand + 1), size / (plan.RowsPerBand + 1));
                    Assert.True(
                        moreRows < recall || plan.RowsPerBand == size,
                        $"{threshold} {recall} {size}: a row more would do");
                }
            }
        }
    }

    [Fact]
    public void TheCurveRises()
    {
        var plan = BandingPlan.For(0.7, 0.95, 128);
        var curve = Enumerable.Range(0, 101).Select(i => plan.CandidateProbability(i / 100.0)).ToList();

        Assert.Equal(0, curve[0]);
        Assert.Equal(1, curve[100]);
        Assert.Equal(curve.Order(), curve);
    }

    [Fact]
    public void AThresholdOfOneAsksForTheWholeSignature()
    {
        var plan = BandingPlan.For(1, 0.95, 128);

        Assert.Equal((1, 128), (plan.Bands, plan.RowsPerBand));
        Assert.Equal(1, plan.RecallAboveThreshold);
        Assert.Equal(1, plan.CandidateProbability(1));
    }

    [Fact]
    public void WhenNoPlanReachesTheRecallTheBestIsTaken()
    {
        var plan = BandingPlan.For(0.01, 0.999, 16);

        Assert.Equal((16, 1), (plan.Bands, plan.RowsPerBand));
    }

    [Fact]
    public void AHigherThresholdNeverHasFewerRows()
    {
        var rows = Enumerable.Range(1, 100).Select(i => BandingPlan.For(i / 100.0, 0.95, 128).RowsPerBand).ToList();

        Assert.Equal(rows.Order(), rows);
    }
}
