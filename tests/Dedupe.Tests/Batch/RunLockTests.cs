using Dedupe.Batch;
using Xunit;

namespace Dedupe.Tests.Batch;

public sealed class RunLockTests : IDisposable
{
    private readonly DemoRun demo = new(parts: 2);
    private readonly string run;
    private readonly JobOptions job;

    public RunLockTests() => (run, job) = (demo.Run, demo.Job);

    public void Dispose() => demo.Dispose();

    [Fact]
    public async Task TheSecondIsToldWhoIsThereAndTouchesNothing()
    {
        new DedupeJob(job).Plan();
        using (RunLock.Take(run, "a run", alone: true))
        {
            var before = Names();
            foreach (var wish in (JobOptions[])[job, job with { Resume = true }, job with { Overwrite = true }])
            {
                var error = await Assert.ThrowsAsync<RunDirectoryInUseException>(
                    () => new DedupeJob(wish).RunAsync(cancellationToken: Token));
                Assert.Contains(
                    $"process {Environment.ProcessId} on {Environment.MachineName}", error.Message,
                    StringComparison.Ordinal);
                Assert.Throws<RunDirectoryInUseException>(() => new DedupeJob(wish).Plan());
                Assert.Throws<RunDirectoryInUseException>(() => new DedupeJob(wish).CheckResume());
            }

            await Assert.ThrowsAsync<RunDirectoryInUseException>(() => Rank("sign", 0));
            await Assert.ThrowsAsync<RunDirectoryInUseException>(() => Open().RunAllAsync(cancellationToken: Token));
            Assert.Equal(2, RunStatus.Read(run).Parts);
            Assert.Equal(before, Names());
        }

        Assert.Equal(1, (await Rank("sign", 0)).Made);
    }

    [Fact]
    public async Task RanksShareTheDirectoryAndKeepOthersOut()
    {
        new DedupeJob(job).Plan();
        using (RunLock.Take(run, "rank 1 of 2", alone: false))
        {
            Assert.Equal(1, (await Rank("sign", 0)).Made);
            Assert.Throws<RunDirectoryInUseException>(() => new DedupeJob(job with { Overwrite = true }).Plan());
            await Assert.ThrowsAsync<RunDirectoryInUseException>(
                () => new DedupeJob(job with { Resume = true }).RunAsync(cancellationToken: Token));
            await Assert.ThrowsAsync<RunDirectoryInUseException>(
                () => Open().RunAsync("cluster", "reuse", 0, 1, cancellationToken: Token));
        }

        Assert.NotNull((await Open().RunAllAsync(cancellationToken: Token)).Result);
        Assert.DoesNotContain(".dedupe.lock", Names());
    }

    [Fact]
    public async Task RanksThatDoTheSamePartsAtOnceSpoilNothing()
    {
        new DedupeJob(job).Plan();
        var steps = Open().Steps;
        foreach (var step in steps.SkipLast(1))
            await Task.WhenAll(
                Enumerable.Range(0, 4).Select(
                    _ => Task.Run(
                        () => Open().RunAsync(step.Stage, step.Tier, 0, 1, cancellationToken: Token), Token)));
        await Open().RunAllAsync(cancellationToken: Token);

        var alone = job with { OutputDirectory = Path.Combine(demo.Folder, "alone"), Parts = 1 };
        await new DedupeJob(alone).RunAsync(cancellationToken: Token);
        foreach (var name in (string[])["clusters.jsonl", "pairs.jsonl"])
            Assert.Equal(
                await File.ReadAllTextAsync(Path.Combine(alone.OutputDirectory, name), Token),
                await File.ReadAllTextAsync(Path.Combine(run, name), Token));
    }

    [Fact]
    public async Task OfManyThatComeAtOnceOneHasIt()
    {
        for (var round = 0; round < 200; round++)
        {
            var inside = 0;
            var had = 0;
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
                () =>
                {
                    try
                    {
                        using var taken = RunLock.Take(run, "a run", alone: true);
                        Assert.Equal(1, Interlocked.Increment(ref inside));
                        Interlocked.Increment(ref had);
                        Interlocked.Decrement(ref inside);
                    }
                    catch (RunDirectoryInUseException)
                    {
                    }
                },
                Token)));
            Assert.True(had > 0);
        }

        Assert.Empty(Names());
    }

    // The system finds no folder "missing" on the way; .NET does not look for one. Taking the lock waited for ever.
    [Fact]
    public async Task APathThatGoesOutOfAFolderThatIsNotThereIsTheSameDirectory()
    {
        var around = job with { OutputDirectory = Path.Combine(demo.Folder, "missing", "..", "run") };
        await new DedupeJob(around).RunAsync(cancellationToken: Token);

        Assert.True(new DedupeJob(around).HoldsRun);
        Assert.DoesNotContain(".dedupe.lock", Names());
        await Assert.ThrowsAsync<RunDirectoryRefusedException>(
            () => new DedupeJob(around).RunAsync(cancellationToken: Token));
        using (RunLock.Take(run, "a run", alone: true))
            Assert.Throws<RunDirectoryInUseException>(() => RunLock.Take(around.OutputDirectory, "a run", alone: true));
    }

    [Fact]
    public async Task ARunThatWasReplacedMeanwhileIsNotGoneOnWith()
    {
        new DedupeJob(job).Plan();
        var rank = Open();
        new DedupeJob(job with { Overwrite = true, Parts = 3 }).Plan();

        await Assert.ThrowsAsync<InvalidDataException>(
            () => rank.RunAsync("sign", null, 0, 1, cancellationToken: Token));
    }

    [Fact]
    public async Task AnEarlierRunIsNotReplacedWhileItIsReadAgain()
    {
        await new DedupeJob(job).RunAsync(cancellationToken: Token);
        using var taken = RunLock.Take(run, "a run", alone: true);
        var later = job with { OutputDirectory = Path.Combine(demo.Folder, "later"), Against = run };

        await Assert.ThrowsAsync<RunDirectoryInUseException>(
            () => new DedupeJob(later).RunAsync(cancellationToken: Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RankJob Open() => new(run, 1, job.Dedupe.MemoryBytes);

    private Task<RankResult> Rank(string stage, int rank) =>
        Open().RunAsync(stage, null, rank, 2, cancellationToken: Token);

    private string[] Names() =>
        [.. Directory.GetFileSystemEntries(run, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
