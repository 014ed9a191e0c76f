using Dedupe.Evaluation;
using Xunit;

namespace Dedupe.Tests.Evaluation;

public sealed class CrossValidationTests
{
    [Fact]
    public void ALineThatLiesElsewhereIsFound()
    {
        var fit = Fit(Labels.Along(0.12, 200, wrong: 0.02, seed: 5));

        Assert.True(fit.Line.IsChanged);
        Assert.InRange(fit.Chosen.Options.DerivedShare, 0.09, 0.15);
        Assert.True(fit.Line.Gain.Low > 0);
        Assert.Equal(fit.Line.Fitted.Value - fit.Line.Current.Value, fit.Line.Gain.Value, 12);
        foreach (var estimate in (Estimate[])[fit.Line.Current, fit.Line.Fitted, fit.Line.Gain])
            Assert.True(
                estimate.Low <= estimate.Value && estimate.Value <= estimate.High && estimate.StandardError > 0);
    }

    [Fact]
    public void AsFewThresholdsAreChangedAsWillDo() =>
        Assert.Equal(1, Fit(Labels.Along(0.12, 200, wrong: 0.02, seed: 5)).Chosen.Changes);

    [Fact]
    public void NoiseChangesNothing()
    {
        // The truth is the line in force; what a fit finds beyond it is chance. One standard error lets one in six
        // through at most.
        var changed = Enumerable.Range(0, 20)
            .Count(seed => Fit(Labels.Along(0.2, 80, wrong: 0.15, seed)).Line.IsChanged);

        Assert.InRange(changed, 0, 4);
    }

    [Fact]
    public void WhatIsKeptIsWhatIsInForce()
    {
        var kept = Enumerable.Range(0, 20)
            .Select(seed => Fit(Labels.Along(0.2, 80, wrong: 0.15, seed)))
            .First(fit => !fit.Line.IsChanged);

        Assert.Equal((new Dedupe.Verification.VerificationOptions(), 0), (kept.Chosen.Options, kept.Chosen.Changes));
    }

    [Fact]
    public void TheSameSeedGivesTheSameAnswer()
    {
        var labels = Labels.Along(0.12, 60, wrong: 0.1, seed: 8);

        Assert.Equal(Fit(labels).Line, Fit(labels).Line);
        Assert.NotEqual(Fit(labels).Line, Fit(labels, seed: 2).Line);
    }

    [Fact]
    public void CopiesThatWereNeverComparedAreMissedByAll()
    {
        var labels = Labels.Along(0.2, 80, wrong: 0, seed: 1);
        var found = Fit(labels).Line.Current.Value;
        var copies = labels.Count(label => label.Label.IsPositive);
        var fit = Fit(
            [.. labels,
            .. Enumerable.Range(100, copies).Select(i => Labels.Of(i, "copy", 0.9, 0.9, 400, compared: false))]);

        // Recall is halved, precision stays: F1 goes from f to 2 f / (2 + f) or below.
        Assert.InRange(fit.Line.Current.Value, 0.5, 2 * found / (2 + found));
        Assert.InRange(fit.Line.Fitted.Value, 0, 2.0 / 3 + 1e-9);
    }

    private static CrossValidation Fit(List<LabelledEvidence> labels, int seed = 1) => new(
        ThresholdGrid.Derived(labels, new DedupeOptions()),
        [.. labels.Select(label => label.Label.IsPositive)],
        new TuningOptions { Repeats = 3, Seed = seed });
}
