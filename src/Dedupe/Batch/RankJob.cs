namespace Dedupe.Batch;

/// <summary>One rank of a stage: of all parts of the stage it does every so many, by itself, in a run directory that all ranks see.</summary>
public sealed class RankJob
{
    private readonly RunDirectory directory;

    /// <summary>Opens the run in a directory, as <see cref="DedupeJob.Plan"/> began it.</summary>
    /// <param name="path">The run directory.</param>
    /// <param name="threads">Worker threads of this rank; 0 is one a processor.</param>
    /// <param name="memoryBytes">Its memory.</param>
    /// <exception cref="InvalidDataException">There is no run, or its manifest cannot be read.</exception>
    /// <exception cref="ResumeRefusedException">Inputs have changed since the run began.</exception>
    public RankJob(string path, int threads, long memoryBytes)
    {
        directory = RunDirectory.Open(path, job => job with { Dedupe = job.Dedupe with { Threads = threads, MemoryBytes = memoryBytes } });
        directory.Job.Validate();
    }

    /// <summary>Does the rank's parts. Those that are there and whole are not done again; damaged ones are.</summary>
    /// <param name="stage">The stage: sign, merge, group, verify or cluster.</param>
    /// <param name="tier">Its tier, near, story or reuse; null for sign and merge.</param>
    /// <param name="rank">The rank, from 0.</param>
    /// <param name="ranks">How many ranks there are.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it; parts that are done stay.</param>
    /// <returns>The result, of the last stage; else null.</returns>
    /// <exception cref="ArgumentException">There is no such stage in the run.</exception>
    /// <exception cref="InvalidOperationException">A stage before it is not done; the message tells which parts are missing.</exception>
    /// <exception cref="IOException">A file cannot be read or written, or is damaged.</exception>
    public async Task<DedupeResult?> RunAsync(
        string stage, string? tier, int rank, int ranks, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ranks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, ranks);
        var run = directory.Stage(progress, cancellationToken);
        var step = run.Steps.All.FirstOrDefault(step => step.Stage == stage && step.Tier == tier)
            ?? throw new ArgumentException($"This run has no stage {stage}{(tier is null ? "" : $" of the tier {tier}")}.");
        Require(run.Steps, step);
        if (step == run.Steps.All[^1])
            return Finish(run, rank, cancellationToken);
        using (run)
        {
            for (var part = rank; part < step.Parts; part += ranks)
            {
                if (directory.Files.Has(step, part) && !directory.Files.IsWhole(step, part))
                    directory.Files.Delete(step, part);
            }

            await run.RunAsync(step, rank, ranks);
            return null;
        }
    }

    // There is one part, and so one rank that has something to do.
    private DedupeResult? Finish(StagedRun run, int rank, CancellationToken cancellationToken)
    {
        if (rank > 0 || directory.Manifest.Complete)
            return null;
        var result = run.Cluster();
        directory.Complete(result, cancellationToken);
        return result;
    }

    private void Require(RunSteps steps, RunStep step)
    {
        if (directory.Manifest.Complete)
            return;
        foreach (var before in steps.All.TakeWhile(before => before != step))
        {
            var missing = Enumerable.Range(0, before.Parts).Where(part => !directory.Files.Has(before, part)).ToList();
            if (missing.Count > 0)
                throw new InvalidOperationException($"{step.Name} needs {before.Name}, of which {missing.Count} of {before.Parts} parts are not done: {string.Join(", ", missing.Take(10))}{(missing.Count > 10 ? ", ..." : "")}.");
        }
    }
}
