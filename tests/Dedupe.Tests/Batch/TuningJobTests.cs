using System.Text.Json;
using Dedupe.Batch;
using Dedupe.Evaluation;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Tests.Batch;

public sealed class TuningJobTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<LabelledPair> labels = [];
    private readonly string file;

    public TuningJobTests()
    {
        file = Path.Combine(folder.Root, "in.jsonl");
        using var lines = new StreamWriter(file);
        for (var i = 0; i < 40; i++)
        {
            // Twenty pairs share 30 of 200 words and are copies to this user, twenty share 12.
            var shared = Collection.Words(i, i < 20 ? 30 : 12);
            Write($"a{i:d2}", $"{shared} {Collection.Words(1000 + i, 170)}");
            Write($"b{i:d2}", $"{shared} {Collection.Words(2000 + i, 170)}");
            labels.Add(new LabelledPair($"b{i:d2}", $"a{i:d2}", i < 20 ? "copy" : "not"));
        }

        void Write(string id, string text) => lines.WriteLine(JsonSerializer.Serialize(new { id, text }));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TheUsersLineIsFoundAndARunWithItAgrees()
    {
        var tuning = await RunAsync(labels);

        Assert.Equal((20, 20, 0, 0), (tuning.Copies, tuning.Others, tuning.Unmatched, tuning.MissedCopies));
        Assert.Equal((0.0, 1.0), (tuning.Derived.Current.Value, tuning.Derived.Fitted.Value));
        Assert.True(tuning.Derived.IsChanged);
        Assert.Null(tuning.Partial);
        Assert.Equal(tuning.Current.PartialWords, tuning.Chosen.PartialWords);

        var result = await new DedupeJob(Job(new DedupeOptions { Verification = tuning.Chosen }))
            .RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, PairEvaluation.Of(result, labels).Score.F1);
    }

    [Fact]
    public async Task WhatIsNotInTheInputIsLeftOutAndWhatWasNeverComparedIsMissed()
    {
        var tuning = await RunAsync([.. labels, new("a00", "gone", "copy"), new("a00", "a01", "copy")]);

        Assert.Equal((21, 20, 1, 1), (tuning.Copies, tuning.Others, tuning.Unmatched, tuning.MissedCopies));
        Assert.InRange(tuning.Derived.Fitted.Value, 0.95, 0.99);
    }

    [Fact]
    public async Task LabelsThatTellFitTheLineOfLinksToo()
    {
        List<LabelledPair> telling =
            [.. labels.Select((label, i) => label with { Label = i < 10 ? "derived" : i < 25 ? "partial" : "none" })];
        var tuning = await RunAsync(telling);

        Assert.NotNull(tuning.Partial);
        Assert.InRange(tuning.Partial.Fitted.Value, tuning.Partial.Current.Value, 1);
    }

    [Fact]
    public async Task NineOfAKindAreTooFew()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync([.. labels.Skip(11)]));

        Assert.Contains("9 labelled copies and 20 others", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NearDuplicatesAloneCannotBeFitted() => await Assert.ThrowsAsync<ArgumentException>(() =>
        TuningJob.RunAsync(
            Job(new DedupeOptions { NearOnly = true }), labels, new TuningOptions(),
            cancellationToken: TestContext.Current.CancellationToken));

    private JobOptions Job(DedupeOptions options) => new() { Inputs = [file], Dedupe = options };

    private async Task<Tuning> RunAsync(List<LabelledPair> to) => (await TuningJob.RunAsync(
        Job(new DedupeOptions()), to, new TuningOptions { Repeats = 2 },
            cancellationToken: TestContext.Current.CancellationToken)).Tuning;
}
