using Dedupe.Reporting;
using Dedupe.Signing;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>A run over files: source, deduplicator, result files and manifest, in this order.</summary>
public sealed class DedupeJob
{
    private readonly JobOptions job;
    private readonly RunManifest? manifest;

    /// <summary>Makes a job, and notes how its inputs look now. Nothing is written.</summary>
    /// <exception cref="ArgumentException">The options do not go together.</exception>
    public DedupeJob(JobOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        job = options;
        if (options.OutputDirectory is not null)
            manifest = RunManifest.Of(options, HashFamily.Version);
    }

    /// <summary>Looks whether the run directory holds this very run already. Nothing is written.</summary>
    /// <exception cref="ResumeRefusedException">It holds a different one.</exception>
    /// <exception cref="InvalidDataException">Its manifest cannot be read.</exception>
    public ResumeState CheckResume()
    {
        if (!job.Resume || job.OutputDirectory is null || manifest is null || RunManifestFile.Read(job.OutputDirectory) is not { } earlier)
            return ResumeState.New;
        var changes = earlier.ChangesTo(manifest);
        if (changes.Count > 0)
            throw new ResumeRefusedException(job.OutputDirectory, changes);
        if (!earlier.Complete)
            return ResumeState.Unfinished;
        return new ResultFolder(job.OutputDirectory).Missing().Count == 0 ? ResumeState.Complete : ResumeState.Lacking;
    }

    /// <summary>
    /// Runs from the start. With a run directory, the results of an earlier run in it are deleted first, every file appears under its
    /// name only when it is whole, and the manifest says <c>complete</c> only after all of them.
    /// </summary>
    /// <exception cref="IOException">The run directory cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; no half file stays.</exception>
    public async Task<DedupeResult> RunAsync(IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (job.OutputDirectory is { } directory && manifest is not null)
            return await RunAsync(directory, manifest, progress, cancellationToken);
        return await FindAsync(progress, cancellationToken);
    }

    private async Task<DedupeResult> RunAsync(
        string directory, RunManifest begun, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var folder = new ResultFolder(directory);
        RunManifestFile.Write(directory, begun, job);
        folder.Clear();
        var result = await FindAsync(progress, cancellationToken);
        folder.Write(result, job.Dedupe, job.Source, begun.HashFamilyVersion, cancellationToken);
        RunManifestFile.Write(directory, begun with { Complete = true }, job);
        return result;
    }

    private async Task<DedupeResult> FindAsync(IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var source = new FileSource(job.Inputs, job.Source);
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
