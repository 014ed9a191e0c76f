using Dedupe.Reporting;
using Dedupe.Signing;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>A run over files: source, deduplicator, result files and manifest, in this order. Large inputs are done part by part.</summary>
public sealed class DedupeJob
{
    private readonly JobOptions job;
    private readonly RunManifest? manifest;
    private readonly EarlierRun? against;

    /// <summary>Makes a job, and notes how its inputs look now. Nothing is written.</summary>
    /// <exception cref="ArgumentException">The options do not go together.</exception>
    /// <exception cref="InvalidDataException">The earlier run is none, or not finished.</exception>
    /// <exception cref="ResumeRefusedException">Inputs of the earlier run have changed, or it has options that make other keys.</exception>
    public DedupeJob(JobOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        job = options;
        if (options.OutputDirectory is null)
            return;
        against = options.Against is null ? null : EarlierRun.Open(options.Against);
        manifest = RunManifest.Of(options, HashFamily.Version, against);
        against?.Check(manifest);
    }

    /// <summary>Part files that were found damaged, and made again; known once the run has ended.</summary>
    public IReadOnlyList<string> Damaged { get; private set; } = [];

    /// <summary>Result files of an earlier, finished run that are gone, or not what was written; known once it was looked for.</summary>
    public IReadOnlyList<string> Lacking { get; private set; } = [];

    /// <summary>Looks whether the run directory holds this very run already. Nothing is written. Cost: the results of a finished run are read once.</summary>
    /// <exception cref="ResumeRefusedException">It holds a different one.</exception>
    /// <exception cref="InvalidDataException">Its manifest cannot be read.</exception>
    public ResumeState CheckResume() => State(Earlier());

    /// <summary>
    /// Runs. With a run directory every file appears under its name only when it is whole, and the manifest says <c>complete</c> only after all of them.
    /// Resumed, a run does what is not done; else the results of an earlier run in the directory are deleted first.
    /// </summary>
    /// <exception cref="IOException">The run directory cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; no half file stays.</exception>
    public async Task<DedupeResult> RunAsync(IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (job.OutputDirectory is not { } directory || manifest is null)
            return await FindAsync(new FileSource(job.Inputs, job.Source), progress, cancellationToken);
        var run = Prepare(directory, manifest);
        if (run.IsStaged)
            return await FindInPartsAsync(run, progress, cancellationToken);
        var result = await FindAsync(run.Source, progress, cancellationToken);
        run.Complete(result, cancellationToken);
        return result;
    }

    /// <summary>Deletes the part files of a finished run that are not kept, of which some are left when it was ended while it deleted them.</summary>
    /// <exception cref="IOException">One cannot be deleted.</exception>
    public void DeleteParts()
    {
        if (job.OutputDirectory is { } directory && Earlier() is { Complete: true } earlier)
            RunDirectory.DeleteParts(directory, earlier.KeepKeys);
    }

    /// <summary>
    /// Writes the manifest of the run, and nothing else: its parts are then done by <see cref="RankJob"/>. With <see cref="JobOptions.Resume"/>
    /// a run that was begun is left as it is. No other process may be at work in the directory.
    /// </summary>
    /// <returns>The stages, and which of their parts are to be done.</returns>
    /// <exception cref="IOException">The run directory cannot be written.</exception>
    /// <exception cref="InvalidOperationException">There is no run directory.</exception>
    /// <exception cref="ArgumentException">Standard input cannot be read by other processes.</exception>
    public RunStatus Plan()
    {
        if (job.OutputDirectory is not { } directory || manifest is null)
            throw new InvalidOperationException("A run without a directory cannot be planned.");
        if (job.Inputs.Contains(FileSource.StandardInput))
            throw new ArgumentException("Standard input cannot be read by other processes, so a run over it cannot be planned.");
        if (CheckResume() != ResumeState.Complete)
            Prepare(directory, manifest);
        return RunStatus.Read(directory);
    }

    private RunDirectory Prepare(string directory, RunManifest now)
    {
        var earlier = Earlier();
        if (State(earlier) != ResumeState.Unfinished || RunDirectory.GoOn(directory, job, earlier!, against) is not { } run)
            return RunDirectory.Begin(directory, job, now, against);
        // A run begun over an older one may have been ended before it deleted that one's results.
        new ResultFolder(directory).Clear();
        run.Files.DeleteUnfinished();
        return run;
    }

    private RunManifest? Earlier() => job is { Resume: true, OutputDirectory: { } directory } ? RunManifestFile.Read(directory) : null;

    private ResumeState State(RunManifest? earlier)
    {
        if (earlier is null || manifest is null || job.OutputDirectory is not { } directory)
            return ResumeState.New;
        var changes = earlier.ChangesTo(manifest);
        if (changes.Count > 0)
            throw new ResumeRefusedException(directory, changes);
        if (!earlier.Complete)
            return ResumeState.Unfinished;
        Lacking = new ResultFolder(directory).Lacking(earlier.Results);
        return Lacking.Count == 0 ? ResumeState.Complete : ResumeState.Lacking;
    }

    private async Task<DedupeResult> FindInPartsAsync(RunDirectory directory, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        using var maker = new PartMaker(directory, progress, cancellationToken);
        foreach (var step in directory.Steps.All.SkipLast(1))
            await maker.MakeAsync(step, Enumerable.Range(0, step.Parts));
        var result = await maker.FinishAsync();
        Damaged = maker.Damaged;
        return result;
    }

    private async Task<DedupeResult> FindAsync(FileSource source, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var found = await new Deduplicator(job.Dedupe).RunAsync(
            source.ReadAsync(cancellationToken), InputProgress.Of(progress, source), cancellationToken);
        return new DedupeResult
        {
            Documents = found.Documents,
            Clusters = found.Clusters,
            Pairs = found.Pairs,
            Rejections = found.Rejections,
            Summary = found.Summary with { Retries = source.Retries },
        };
    }
}
