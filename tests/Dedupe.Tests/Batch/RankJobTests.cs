using Dedupe.Batch;
using Dedupe.Reporting;
using Xunit;

namespace Dedupe.Tests.Batch;

public sealed class RankJobTests : IDisposable
{
    private const int Parts = 7;
    private static readonly string[] Results =
        [ResultFolder.ClustersName, ResultFolder.PairsName, ResultFolder.RejectedName];

    private readonly DemoRun demo = new(Parts, more: "no document\n");

    private JobOptions Options => demo.Job;

    public void Dispose() => demo.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(9)]
    public async Task RanksInAnyOrderFindWhatOneProcessFinds(int ranks)
    {
        var plan = new DedupeJob(Options).Plan();
        Assert.Equal(Parts, plan.Parts);

        foreach (var step in plan.Steps.Select(status => status.Step))
        {
            foreach (var rank in Enumerable.Range(0, ranks).OrderBy(rank => (rank * 5 + 2) % ranks))
                await Run(step, rank, ranks);
        }

        await IsWhatOneProcessFinds();
        Assert.False(Directory.Exists(Path.Combine(Options.OutputDirectory!, "parts")));
    }

    [Fact]
    public async Task WhatIsLeftIsDoneByOneProcess()
    {
        var plan = new DedupeJob(Options).Plan();
        await Run(plan.Steps[0].Step, 1, 3);

        var result = await Open().RunAllAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2, result.Found);
        Assert.Equal(plan.Steps.Sum(step => step.Step.Parts) - 2, result.Made);
        Assert.NotNull(result.Result);
        await IsWhatOneProcessFinds();
    }

    [Fact]
    public async Task ANearOnlyRunHasNoStories()
    {
        var plan = new DedupeJob(Options with { Dedupe = Options.Dedupe with { NearOnly = true } }).Plan();

        Assert.DoesNotContain(plan.Steps, step => step.Step.Tier == "story");
        await Assert.ThrowsAsync<ArgumentException>(
            () => Open().RunAsync("group", "story", 0, 1, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ADamagedPartIsMadeAgainAloneBeforeItIsMerged()
    {
        var plan = new DedupeJob(Options).Plan();
        await Run(plan.Steps[0].Step, 0, 1);
        var damaged = FileOf("sign", 2);
        Flip(damaged);
        var others = Enumerable.Range(0, Parts).Where(part => part != 2).Select(part => FileOf("sign", part)).ToList();
        others.ForEach(file => File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch));

        var merge = await Run(plan.Steps[1].Step, 0, 1);

        Assert.Equal([damaged], merge.Damaged);
        Assert.All(others, file => Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file)));
        await Open().RunAllAsync(cancellationToken: TestContext.Current.CancellationToken);
        await IsWhatOneProcessFinds();
    }

    [Theory]
    [InlineData("near-group", 3)]
    [InlineData("near-verify", 0)]
    [InlineData("near-cluster", 0)]
    [InlineData("story-group", 5)]
    [InlineData("story-verify", 1)]
    [InlineData("reuse-group", 6)]
    [InlineData("reuse-verify", 2)]
    public async Task ADamagedPartOfAnyStageIsMadeAgain(string step, int part)
    {
        var plan = new DedupeJob(Options).Plan();
        foreach (var before in plan.Steps.SkipLast(1))
            await Run(before.Step, 0, 1);
        // Two at once, one of which the other is made from.
        string[] damaged = [FileOf(step, part), FileOf("sign", 4)];
        foreach (var file in damaged)
            Flip(file);

        var result = await Open().RunAllAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(damaged.Order(StringComparer.Ordinal), result.Damaged.Order(StringComparer.Ordinal));
        await IsWhatOneProcessFinds();
    }

    [Fact]
    public async Task ARankMakesItsOwnDamagedPartAgain()
    {
        var sign = new DedupeJob(Options).Plan().Steps[0].Step;
        await Run(sign, 1, 3);
        Flip(FileOf("sign", 4));

        var again = await Run(sign, 1, 3);

        Assert.Equal((1, 1), (again.Made, again.Found));
        Assert.Equal([FileOf("sign", 4)], again.Damaged);
    }

    [Fact]
    public async Task AStageOutOfOrderNamesWhatIsMissing()
    {
        var plan = new DedupeJob(Options).Plan();
        await Run(plan.Steps[0].Step, 0, 2);

        var error = await Assert.ThrowsAsync<CannotRunException>(() => Run(plan.Steps[^1].Step, 0, 1));

        Assert.Contains("sign, of which 3 of 7 parts are not done: 1, 3, 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoRunAndOtherInputsAreTold()
    {
        Assert.Contains("holds no run", Assert.Throws<InvalidDataException>(Open).Message, StringComparison.Ordinal);
        new DedupeJob(Options).Plan();
        File.AppendAllText(demo.Input, "\n");

        Assert.Contains(demo.Input, Assert.Throws<ResumeRefusedException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InAFinishedRunNothingIsDone()
    {
        var sign = new DedupeJob(Options).Plan().Steps[0].Step;
        await Open().RunAllAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((0, 3), Counts(await Run(sign, 0, 3)));
        Assert.Equal(0, (await Open().RunAllAsync(cancellationToken: TestContext.Current.CancellationToken)).Made);
        Assert.False(Directory.Exists(Path.Combine(Options.OutputDirectory!, "parts")));

        static (int Made, int Found) Counts(RankResult result) => (result.Made, result.Found);
    }

    [Fact]
    public void AtLeastAsManyPartsAsRanks()
    {
        var again = Options with { Overwrite = true };
        Assert.Equal(1, new DedupeJob(again with { Parts = 0 }).Plan().Parts);
        Assert.Equal(5, new DedupeJob(again with { Parts = 0, LeastParts = 5 }).Plan().Parts);
        Assert.Equal(Parts, new DedupeJob(again with { LeastParts = 5 }).Plan().Parts);
    }

    [Fact]
    public async Task ARunThatWasBegunStaysWhenItIsPlannedAgain()
    {
        var resumed = Options with { Resume = true };
        await Run(new DedupeJob(resumed).Plan().Steps[0].Step, 1, Parts);

        Assert.Equal([0, 2, 3, 4, 5, 6], new DedupeJob(resumed with { Parts = 2 }).Plan().Steps[0].Missing);
        Assert.Equal([0, 1], new DedupeJob(Options with { Overwrite = true, Parts = 2 }).Plan().Steps[0].Missing);
    }

    private RankJob Open() => new(Options.OutputDirectory!, threads: 1, Options.Dedupe.MemoryBytes);

    private Task<RankResult> Run(RunStep step, int rank, int ranks) =>
        Open().RunAsync(step.Stage, step.Tier, rank, ranks, cancellationToken: TestContext.Current.CancellationToken);

    private string FileOf(string step, int part) =>
        Path.Combine(Options.OutputDirectory!, "parts", step, $"{part:D5}.part");

    // In the first section; what only stands between sections is nobody's.
    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[0] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private async Task IsWhatOneProcessFinds()
    {
        var one = Options with { OutputDirectory = Path.Combine(demo.Folder, "one"), Parts = 1 };
        await new DedupeJob(one).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        foreach (var name in Results)
            Assert.Equal(
                File.ReadAllText(Path.Combine(one.OutputDirectory, name)),
                File.ReadAllText(Path.Combine(Options.OutputDirectory!, name)));
    }
}
