using Dedupe.Batch.Flow;
using Dedupe.Reporting;
using Dedupe.Signing;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// A run over files: source, deduplicator, result files and manifest, in this order. Large inputs are done part by
/// part.
/// </summary>
internal sealed class DedupeJob
{
    private readonly JobOptions job;
    private readonly RunManifest? manifest;
    private readonly EarlierRun? against;

    /// <summary>Makes a job, and notes how its inputs look now. Nothing is written.</summary>
    /// <exception cref="ArgumentException">The options do not go together.</exception>
    /// <exception cref="InvalidDataException">The earlier run is none, or not finished.</exception>
    /// <exception cref="ResumeRefusedException">Inputs of the earlier run have changed, or it has options that make
    /// other keys.</exception>
    public DedupeJob(JobOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        job = options;
        if (options.OutputDirectory is null)
            return;
        against = options.Against is null ? null : EarlierRun.Open(options.Against, options.Source.Formats);
        manifest = RunManifest.Of(options, HashFamily.Version, against);
        against?.Check(manifest);
    }

    /// <summary>Part files that were found damaged, and made again; known once the run has ended.</summary>
    public IReadOnlyList<string> Damaged { get; private set; } = [];

    /// <summary>
    /// Result files of an earlier, finished run that are gone, or not what was written; known once it was looked for.
    /// </summary>
    public IReadOnlyList<string> Lacking { get; private set; } = [];

    /// <summary>
    /// Looks whether the run directory holds this very run already. Nothing is written. Cost: the results of a finished
    /// run are read once.
    /// </summary>
    /// <exception cref="ResumeRefusedException">It holds a different one.</exception>
    /// <exception cref="InvalidDataException">Its manifest cannot be read.</exception>
    /// <exception cref="RunDirectoryRefusedException">The directory holds a run, and neither resuming nor overwriting
    /// was asked for, or something in it is not a run's.</exception>
    /// <exception cref="RunDirectoryInUseException">Another process is at work in it.</exception>
    public ResumeState CheckResume()
    {
        if (job.OutputDirectory is not { } directory || manifest is null)
            return ResumeState.New;
        RunLock.RequireFree(directory);
        var earlier = Earlier(directory);
        var state = State(directory, earlier, manifest);
        if (state != ResumeState.Complete)
            Find(directory, manifest, earlier, state);
        return state;
    }

    /// <summary>
    /// Whether the run directory holds a run, this or another: only then are the files of runs in it a run's.
    /// </summary>
    /// <exception cref="InvalidDataException">Its manifest cannot be read.</exception>
    public bool HoldsRun =>
        job.OutputDirectory is { } directory && RunManifestFile.Read(directory) is { IsSealed: true };

    /// <summary>
    /// Runs. With a run directory every file appears under its name only when it is whole, and the manifest says
    /// <c>complete</c> only after all of them. Resumed, a run does what is not done; with
    /// <see cref="JobOptions.Overwrite"/> the files of an earlier run in the directory are deleted first.
    /// </summary>
    /// <exception cref="RunDirectoryRefusedException">The directory holds another run, or something that is not a
    /// run's. Nothing was written.</exception>
    /// <exception cref="RunDirectoryInUseException">Another process is at work in the directory. Nothing was
    /// written.</exception>
    /// <exception cref="InputChangedException">An input changed during the run. There are no results.</exception>
    /// <exception cref="IOException">The run directory cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; no half file stays.</exception>
    public async Task<DedupeResult> RunAsync(
        IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (job.OutputDirectory is not { } directory || manifest is null)
            return await new Deduplicator(job.Dedupe).RunAsync(job.OpenSource(), progress, cancellationToken);

        using var reading = job.Against is null ? null : RunLock.Read(job.Against);
        using var taken = TakeLock(directory, "a run", out var run);
        return await run.WatchedAsync(
            async () =>
            {
                if (run.IsStaged)
                    return await FindInPartsAsync(run, progress, cancellationToken);
                var result = await FindAsync(run.Watch, progress, cancellationToken);
                run.Complete(result, cancellationToken);
                return result;
            },
            alone: true);
    }

    /// <summary>
    /// Deletes the part files of a finished run that are not kept, of which some are left when it was ended while it
    /// deleted them.
    /// </summary>
    /// <exception cref="IOException">One cannot be deleted.</exception>
    public void DeleteParts()
    {
        if (job.OutputDirectory is not { } directory
            || Earlier(directory) is not { Complete: true, IsSealed: true } earlier)
            return;
        DirectoryClaim.Check(directory, isOurs: true);
        using var taken = RunLock.Take(directory, "a run", alone: true);
        RunDirectory.DeleteParts(directory, earlier.KeepKeys);
    }

    /// <summary>
    /// Writes the manifest of the run, and nothing else: its parts are then done by <see cref="RankJob"/>. With
    /// <see cref="JobOptions.Resume"/> a run that was begun is left as it is, with <see cref="JobOptions.Overwrite"/>
    /// it is replaced.
    /// </summary>
    /// <returns>The stages, and which of their parts are to be done.</returns>
    /// <exception cref="IOException">The run directory cannot be written.</exception>
    /// <exception cref="InvalidOperationException">There is no run directory.</exception>
    /// <exception cref="ArgumentException">Standard input cannot be read by other processes.</exception>
    public RunStatus Plan()
    {
        if (job.OutputDirectory is not { } directory || manifest is null)
            throw new InvalidOperationException("A run without a directory cannot be planned.");
        if (job.Inputs.FirstOrDefault(FileSource.IsReadOnce) is { } input)
            throw new ArgumentException(
                $"{(input == FileSource.StandardInput ? "Standard input" : input)} cannot be read by other " +
                $"processes, so a run over it cannot be planned.");
        if (CheckResume() == ResumeState.Complete)
            return RunStatus.Read(directory);
        using var taken = TakeLock(directory, "a plan", out _);
        return RunStatus.Read(directory);
    }

    // All is looked at before the directory is made or touched, and again when nobody else can be there.
    private RunLock TakeLock(string directory, string work, out RunDirectory run)
    {
        CheckResume();
        var taken = RunLock.Take(directory, work, alone: true);
        try
        {
            var earlier = Earlier(directory);
            var state = State(directory, earlier, manifest!);
            run = Find(directory, manifest!, earlier, state);
            if (state != ResumeState.Unfinished || run.Manifest == manifest)
            {
                run.Begin();
                return taken;
            }

            // A run begun over an older one may have been ended before it deleted that one's results.
            new ResultFolder(directory).Clear();
            run.Files.DeleteUnfinished();
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    // The run in the directory if it is gone on with, else a new one; nothing is written.
    private RunDirectory Find(string directory, RunManifest now, RunManifest? earlier, ResumeState state) =>
        (state == ResumeState.Unfinished ? RunDirectory.GoOn(directory, job, earlier!, against) : null)
            ?? RunDirectory.New(directory, job, now, against);

    // The run that counts, if any. One that would be replaced without a word is refused.
    private RunManifest? Earlier(string directory)
    {
        try
        {
            var there = RunManifestFile.Read(directory);
            if (there is null || job.Resume)
                return there;
            if (!job.Overwrite)
                throw new RunDirectoryRefusedException(
                    $"{directory} holds a run{(there.Complete ? "" : ", not complete")}: --resume goes on with it, " +
                    $"if it is this one; --overwrite replaces it. Nothing was touched.");
            return there.IsSealed ? null : throw new RunDirectoryRefusedException(OfOlderVersion(directory));
        }
        catch (InvalidDataException damaged) when (!job.Resume)
        {
            throw new RunDirectoryRefusedException(damaged.Message);
        }
    }

    private static string OfOlderVersion(string directory) =>
        $"{Path.Combine(directory, RunFolder.ManifestName)} has no checksum: it is of an earlier version, or no " +
        $"manifest, so the directory is left as it is. Choose another, or delete it yourself.";

    private ResumeState State(string directory, RunManifest? earlier, RunManifest now)
    {
        if (earlier is null)
            return ResumeState.New;
        var changes = earlier.ChangesTo(now);
        if (changes.Count > 0)
            throw new ResumeRefusedException(directory, changes);
        Lacking = earlier.Complete ? new ResultFolder(directory).Lacking(earlier.Results) : [];
        if (earlier.Complete && Lacking.Count == 0)
            return ResumeState.Complete;
        if (!earlier.IsSealed)
            throw new RunDirectoryRefusedException(OfOlderVersion(directory));
        return earlier.Complete ? ResumeState.Lacking : ResumeState.Unfinished;
    }

    private async Task<DedupeResult> FindInPartsAsync(
        RunDirectory directory, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        using var maker = new PartMaker(directory, progress, cancellationToken);
        foreach (var step in directory.Steps.All.SkipLast(1))
            await maker.MakeAsync(step, Enumerable.Range(0, step.Parts));
        var result = await maker.FinishAsync();
        Damaged = maker.Damaged;
        return result;
    }

    private Task<DedupeResult> FindAsync(
        InputWatch watch, IProgress<RunProgress>? progress, CancellationToken cancellationToken) =>
        RunFlow.RunInMemoryAsync(
            job.Dedupe, FileInput.Whole(watch), InputProgress.Of(progress, watch.Source), cancellationToken);
}
