using Dedupe.Batch;
using Xunit;

namespace Dedupe.Tests.Batch;

public sealed class RunStatusTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;
    private readonly JobOptions options;

    public RunStatusTests() => options = new()
    {
        Inputs = [Path.Combine(Repository.Root, "seeds", "wire-demo", "articles.jsonl")],
        OutputDirectory = Path.Combine(folder, "run"),
        Parts = 4,
    };

    private string RunFolder => options.OutputDirectory!;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task ARunIsFollowedFromPlanToResults()
    {
        var planned = new DedupeJob(options).Plan();
        Assert.False(planned.Complete);
        Assert.Equal("sign", planned.Current?.Step.Name);
        Assert.Equal([0, 1, 2, 3], planned.Steps[0].Missing);
        Assert.Null(planned.Steps[0].SecondsLeft);

        await Rank().RunAsync("sign", null, 1, 2, cancellationToken: TestContext.Current.CancellationToken);
        var begun = RunStatus.Read(RunFolder);
        Assert.Equal([0, 2], begun.Steps[0].Missing);
        Assert.InRange(begun.Steps[0].Documents, 1, 22);
        Assert.True(begun.Steps[0].SecondsLeft > 0);
        Assert.True(begun.Steps[0].DocumentsPerSecond > 0);
        Assert.True(begun.Steps[0].ActiveSeconds <= begun.Steps[0].WorkSeconds + 0.001);

        await Rank().RunAllAsync(cancellationToken: TestContext.Current.CancellationToken);
        var done = RunStatus.Read(RunFolder);
        Assert.True(done.Complete);
        Assert.Null(done.Current);
        Assert.Equal(planned.Steps.Select(step => step.Step), done.Steps.Select(step => step.Step));
        Assert.Equal(23, done.Steps[0].Documents);
        Assert.True(done.Steps[0].WorkSeconds > 0);
    }

    [Fact]
    public async Task ARunInMemoryHasTheStagesOfItsSummary()
    {
        await new DedupeJob(options with { Parts = 1 })
            .RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["sign", "near", "reuse", "cluster"], RunStatus.Read(RunFolder).Steps.Select(step => step.Step.Name));
    }

    [Fact]
    public void ItNeedsNoInput()
    {
        var input = Path.Combine(folder, "in.jsonl");
        File.Copy(options.Inputs[0], input);
        new DedupeJob(options with { Inputs = [input] }).Plan();
        File.Delete(input);

        Assert.Equal(4, RunStatus.Read(RunFolder).Parts);
    }

    [Fact]
    public async Task APartThatIsCutOffIsDamaged()
    {
        new DedupeJob(options).Plan();
        await Rank().RunAsync("sign", null, 0, 1, cancellationToken: TestContext.Current.CancellationToken);
        var part = Path.Combine(RunFolder, "parts", "sign", "00002.part");
        await File.WriteAllBytesAsync(part, File.ReadAllBytes(part)[..100], TestContext.Current.CancellationToken);

        Assert.Equal([2], RunStatus.Read(RunFolder).Steps[0].Damaged);
    }

    [Fact]
    public void WhatIsNoRunIsTold()
    {
        Assert.Throws<InvalidDataException>(() => RunStatus.Read(folder));
        File.WriteAllText(Path.Combine(folder, "run.json"), "{}");
        Assert.Throws<InvalidDataException>(() => RunStatus.Read(folder));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(5.0, 0, 5)]
    [InlineData(7.0, 0, 5, 2, 7)]
    [InlineData(5.0, 0, 5, 1, 2)]
    [InlineData(4.0, 10, 12, 0, 2)]
    [InlineData(6.0, 0, 2, 2, 4, 5, 7)]
    public void TimeCountsOnceWhereSpansOverlap(double seconds, params int[] ends)
    {
        var spans = ends.Chunk(2)
            .Select(pair => (DateTime.UnixEpoch.AddSeconds(pair[0]), DateTime.UnixEpoch.AddSeconds(pair[1])));

        Assert.Equal(seconds, StepStatus.Union(spans));
    }

    private RankJob Rank() => new(RunFolder, threads: 1, options.Dedupe.MemoryBytes);
}
