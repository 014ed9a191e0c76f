using Dedupe.Evaluation;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Evaluation;

public sealed class ThresholdGridTests
{
    private static readonly List<LabelledEvidence> Some = Labels.Along(0.2, 60, wrong: 0.1, seed: 3);

    [Fact]
    public void WhatIsInForceComesFirstAndNothingTwice()
    {
        // Values between those of the grid are in force here.
        var options =
            new DedupeOptions
            {
                Verification = new VerificationOptions
                {
                    DerivedShare = 0.211,
                    DerivedOtherShare = 0.033,
                    ContainedShare = 0.471,
                    DerivedWords = 13
                }
            };
        var candidates = ThresholdGrid.Derived(Some, options);

        Assert.Equal(
            (options.Verification, 0, 0.0), (candidates[0].Options, candidates[0].Changes, candidates[0].Distance));
        Assert.Equal(
            candidates.Count,
            candidates.Select(candidate => string.Concat(candidate.Calls.Select(call => call ? '1' : '0')))
                .Distinct()
                .Count());
        Assert.Equal(
            candidates.Select(candidate => candidate.Changes).Order(),
            candidates.Select(candidate => candidate.Changes));
        Assert.True(candidates.Count > 20);
    }

    [Fact]
    public void EachSaysWhatTheClassifierSays()
    {
        List<LabelledEvidence> labels = [.. Some, Labels.Of(99, "copy", 0.9, 0.9, 500, compared: false)];
        foreach (var candidate in ThresholdGrid.Derived(labels, new DedupeOptions()))
        {
            candidate.Options.Validate();
            var classifier = new RelationClassifier(0.7, candidate.Options);
            Assert.Equal(
                labels.Select(label => label.Compared && classifier.Classify(label.Evidence) >= Relation.Derived),
                candidate.Calls);
            Assert.False(candidate.Calls[^1]);
        }
    }

    [Fact]
    public void OfThoseThatSayTheSameTheNearestIsKept()
    {
        // One pair far above every line, one far below: nothing tells thresholds apart.
        var candidates = ThresholdGrid.Derived(
            [Labels.Of(1, "copy", 1, 1, 500), Labels.Of(2, "not", 0, 0, 0)], new DedupeOptions());

        Assert.Equal(new VerificationOptions(), Assert.Single(candidates).Options);
    }
}
