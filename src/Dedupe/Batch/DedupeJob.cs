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

    /// <summary>Part files of an earlier run that were found damaged, and made again; known once the run has ended.</summary>
    public IReadOnlyList<string> Damaged { get; private set; } = [];

    /// <summary>Looks whether the run directory holds this very run already. Nothing is written.</summary>
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
        var earlier = Earlier();
        var run = State(earlier) == ResumeState.Unfinished ? RunDirectory.GoOn(directory, job, earlier!, against) : null;
        if (run is not null)
        {
            run.Files.DeleteUnfinished();
            var steps = run.Stage(progress: null, cancellationToken).Steps;
            Damaged = run.Files.DeleteDamaged(steps, cancellationToken);
        }

        run ??= RunDirectory.Begin(directory, job, manifest, against);
        var result = run.IsStaged
            ? await FindInPartsAsync(run, progress, cancellationToken)
            : await FindAsync(run.Source, progress, cancellationToken);
        run.Complete(result, cancellationToken);
        return result;
    }

    /// <summary>Writes the manifest of the run, and nothing else: its parts are then done by <see cref="RankJob"/>.</summary>
    /// <returns>How many parts the inputs are cut into.</returns>
    /// <exception cref="IOException">The run directory cannot be written.</exception>
    /// <exception cref="InvalidOperationException">There is no run directory.</exception>
    public int Plan() => job.OutputDirectory is { } directory && manifest is not null
        ? RunDirectory.Begin(directory, job, manifest, against).Plan.Count
        : throw new InvalidOperationException("A run without a directory cannot be planned.");

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
        return new ResultFolder(directory).Missing().Count == 0 ? ResumeState.Complete : ResumeState.Lacking;
    }

    // The run stays open: the documents of the result are read from its files.
    private static async Task<DedupeResult> FindInPartsAsync(RunDirectory directory, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var run = directory.Stage(progress, cancellationToken);
        foreach (var step in run.Steps.All.SkipLast(1))
            await run.RunAsync(step, rank: 0, ranks: 1);
        return run.Cluster();
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
