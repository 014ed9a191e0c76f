using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// One rank of a stage: of all parts of the stage it does every so many, by itself, in a run directory that all ranks
/// see.
/// </summary>
internal sealed class RankJob
{
    private readonly RunDirectory directory;

    /// <summary>Opens the run in a directory, as <see cref="DedupeJob.Plan"/> began it.</summary>
    /// <param name="path">The run directory.</param>
    /// <param name="threads">Worker threads of this rank; 0 is one a processor.</param>
    /// <param name="memoryBytes">Its memory.</param>
    /// <param name="formats">The formats that the run reads; null: the standard ones.</param>
    /// <exception cref="InvalidDataException">There is no run, or its manifest cannot be read.</exception>
    /// <exception cref="ResumeRefusedException">Inputs have changed since the run began.</exception>
    /// <exception cref="RunDirectoryRefusedException">Something in the directory is not the run's.</exception>
    public RankJob(string path, int threads, long memoryBytes, InputFormats? formats = null)
        : this(path, threads, memoryBytes, new SourceEnvironment(), formats)
    {
    }

    internal RankJob(
        string path, int threads, long memoryBytes, SourceEnvironment environment, InputFormats? formats = null)
    {
        directory = RunDirectory.Open(
            path,
            job => job with
            {
                Dedupe = job.Dedupe with { Threads = threads, MemoryBytes = memoryBytes },
                Environment = environment
            },
            formats);
        directory.Job.Validate();
        DirectoryClaim.Check(path, directory.Manifest.IsSealed);
        Complete = directory.Manifest.Complete;
    }

    /// <summary>Whether the run is finished: there is nothing to do then.</summary>
    public bool Complete { get; private set; }

    /// <summary>The stages of the run, in order.</summary>
    public IReadOnlyList<RunStep> Steps => directory.Steps.All;

    /// <summary>
    /// Does the rank's parts. Those that are there and whole are not done again; damaged ones are, and those of earlier
    /// stages that are found damaged when they are read. In a finished run nothing is done.
    /// </summary>
    /// <param name="stage">The stage: sign, merge, group, verify or cluster.</param>
    /// <param name="tier">Its tier, near, story or reuse; null for sign and merge.</param>
    /// <param name="rank">The rank, from 0: it has the parts whose number leaves it as remainder.</param>
    /// <param name="ranks">How many ranks there are. More than parts is no error: some have nothing to do.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it; parts that are done stay.</param>
    /// <exception cref="ArgumentException">There is no such stage in the run, or no such rank.</exception>
    /// <exception cref="CannotRunException">A stage before it is not done; the message tells which parts are
    /// missing.</exception>
    /// <exception cref="RunDirectoryInUseException">Another process that must be alone is at work in the directory, or
    /// this one must be and is not.</exception>
    /// <exception cref="InputChangedException">An input changed since this process looked at it first.</exception>
    /// <exception cref="IOException">A file cannot be read or written, or is damaged and cannot be made
    /// again.</exception>
    public async Task<RankResult> RunAsync(
        string stage, string? tier, int rank, int ranks, IProgress<RunProgress>? progress =
            null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ranks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, ranks);
        var step = Steps.FirstOrDefault(step => step.Stage == stage && step.Tier == tier)
            ?? throw new ArgumentException(
                $"This run has no stage {stage}{(tier is null ? "" : $" of the tier {tier}")}.");
        var last = step == Steps[^1];
        return await EnterAsync(
            last ? "the last step of the run" : $"rank {rank} of {ranks} of the step {step.Name}",
            async () =>
            {
                using var maker = new PartMaker(directory, progress, cancellationToken);
                return await RunAsync(
                    maker, step, [.. Enumerable.Range(0, step.Parts).Where(part => part % ranks == rank)]);
            },
            alone: last);
    }

    /// <summary>Does all that is left of the run, stage after stage, by this process alone.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it; parts that are done stay.</param>
    /// <returns>The last stage, with the parts of all stages counted.</returns>
    /// <exception cref="RunDirectoryInUseException">Another process that must be alone is at work in the directory, or
    /// this one must be and is not.</exception>
    /// <exception cref="InputChangedException">An input changed since this process looked at it first.</exception>
    /// <exception cref="IOException">A file cannot be read or written, or is damaged and cannot be made
    /// again.</exception>
    public Task<RankResult> RunAllAsync(
        IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default) => EnterAsync(
        "a process that does all that is left of the run",
        async () =>
        {
            using var maker = new PartMaker(directory, progress, cancellationToken);
            var all = new List<RankResult>();
            foreach (var step in Steps)
                all.Add(await RunAsync(maker, step, [.. Enumerable.Range(0, step.Parts)]));
            return all[^1] with { Made = all.Sum(static one => one.Made), Found = all.Sum(static one => one.Found) };
        },
        alone: true);

    // Ranks share the directory; whoever ends the run, or does all of it, is alone there. The run may have been
    // replaced or ended before.
    private async Task<RankResult> EnterAsync(string work, Func<Task<RankResult>> run, bool alone)
    {
        using var reading = directory.Job.Against is { } against ? RunLock.Read(against) : null;
        using var taken = RunLock.Take(directory.Path, work, alone);
        if (RunManifestFile.Read(directory.Path) is not { Starts: { } starts } now
            || now.Identity(InputPlanJson.ReadStarts(starts)) != directory.Manifest.Identity(directory.Plan.Starts))
            throw new InvalidDataException($"The run in {directory.Path} was replaced by another: begin again.");
        Complete = now.Complete;
        return await directory.WatchedAsync(run, alone);
    }

    private async Task<RankResult> RunAsync(PartMaker maker, RunStep step, IReadOnlyList<int> mine)
    {
        if (Complete || mine.Count == 0)
            return new RankResult(step, 0, mine.Count, maker.Damaged, null);
        RequireBefore(step);
        if (step == Steps[^1])
        {
            var result = await maker.FinishAsync();
            return new RankResult(step, 1, 0, maker.Damaged, result);
        }

        var made = await maker.MakeAsync(step, mine);
        return new RankResult(step, made, mine.Count - made, maker.Damaged, null);
    }

    private void RequireBefore(RunStep step)
    {
        foreach (var before in Steps.TakeWhile(before => before != step))
        {
            var missing = directory.Missing(before);
            if (missing.Count > 0)
                throw new CannotRunException(
                    $"{step.Name} comes after {before.Name}, of which {missing.Count} of {before.Parts} parts are " +
                    $"not done: {string.Join(", ", missing.Take(10))}{(missing.Count > 10 ? ", ..." : "")}.");
        }
    }
}
