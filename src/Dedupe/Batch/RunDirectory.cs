using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>A run directory with all that it takes to go on with the run in it: its manifest, and the inputs and options that this names.</summary>
internal sealed class RunDirectory
{
    private readonly EarlierRun? earlier;

    private RunDirectory(string path, JobOptions job, RunManifest manifest, FileSource source, InputPlan plan, EarlierRun? earlier)
    {
        (Path, Job, Manifest, Source, Plan, this.earlier) = (path, job, manifest, source, plan, earlier);
        Files = new PartFolder(path, manifest.Identity(plan.Starts));
        Steps = RunSteps.Of((earlier?.Plan.Count ?? 0) + plan.Count, job.Dedupe);
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Inputs and options.</summary>
    public JobOptions Job { get; }

    /// <summary>The manifest.</summary>
    public RunManifest Manifest { get; }

    /// <summary>The inputs.</summary>
    public FileSource Source { get; }

    /// <summary>How they are cut.</summary>
    public InputPlan Plan { get; }

    /// <summary>The part files.</summary>
    public PartFolder Files { get; }

    /// <summary>The steps.</summary>
    public RunSteps Steps { get; }

    /// <summary>Whether a part is done, here or by the earlier run.</summary>
    public bool IsDone(RunStep step, int part) => Files.Has(step, part) || earlier?.Keeps(step, part) == true;

    /// <summary>The parts of a step that are not done, in order.</summary>
    public IReadOnlyList<int> Missing(RunStep step) => [.. Files.Missing(step).Where(part => earlier?.Keeps(step, part) != true)];

    /// <summary>Begins a run: writes its manifest, and deletes what an earlier run left.</summary>
    /// <param name="path">The directory; it is made when it is missing.</param>
    /// <param name="job">Inputs and options.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="earlier">The run that the inputs are compared with, if any.</param>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public static RunDirectory Begin(string path, JobOptions job, RunManifest manifest, EarlierRun? earlier)
    {
        Directory.CreateDirectory(path);
        var source = new FileSource(job.Inputs, job.Source);
        var run = new RunDirectory(path, job, manifest, source, PlanOf(source, job), earlier);
        run.WriteManifest();
        new ResultFolder(path).Clear();
        PartFolder.Clear(path);
        return run;
    }

    private static InputPlan PlanOf(FileSource source, JobOptions job)
    {
        if (job.Parts > 0)
            return source.PlanOfCount(job.Parts);
        if (job.PartBytes == 0 && job.LeastParts == 0 && source.PlanOfSize(JobOptions.MostInMemory) is { Count: <= 1 } whole)
            return whole;
        var plan = source.PlanOfSize(job.PartBytes > 0 ? job.PartBytes : JobOptions.UsualPart);
        return plan.Count < job.LeastParts ? source.PlanOfCount(job.LeastParts) : plan;
    }

    /// <summary>Goes on with a run that was begun, if it has parts; the manifest stays.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="job">The very inputs and options of the run.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="earlier">The run that the inputs are compared with, if any.</param>
    /// <exception cref="InvalidDataException">The parts are not those of the inputs.</exception>
    public static RunDirectory? GoOn(string path, JobOptions job, RunManifest manifest, EarlierRun? earlier)
    {
        if (manifest.Starts is not { } starts)
            return null;
        var source = new FileSource(job.Inputs, job.Source);
        return new RunDirectory(path, job, manifest, source, InputPlanJson.Read(starts, source.Inputs), earlier);
    }

    /// <summary>Opens the run in a directory, by its manifest alone.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="adapt">Changes options that have no effect on results: those of this machine.</param>
    /// <exception cref="InvalidDataException">There is no run, or its manifest cannot be read.</exception>
    /// <exception cref="ResumeRefusedException">Inputs have changed since it began, or it is of another hash family.</exception>
    public static RunDirectory Open(string path, Func<JobOptions, JobOptions> adapt)
    {
        var manifest = RunManifestFile.Read(path) ?? throw new InvalidDataException($"{path} holds no run: it has no {RunFolder.ManifestName}.");
        var (dedupe, source) = OptionsFile.Read(System.IO.Path.Combine(path, RunFolder.ManifestName));
        var job = adapt(new JobOptions { Inputs = [.. manifest.Inputs.Select(static input => input.Path)], Dedupe = dedupe, Source = source, OutputDirectory = path, Against = manifest.Against, KeepKeys = manifest.KeepKeys });
        var against = job.Against is null ? null : EarlierRun.Open(job.Against);
        var changes = manifest.ChangesTo(RunManifest.Of(job, Signing.HashFamily.Version, against));
        if (changes.Count > 0)
            throw ResumeRefusedException.Changed(path, changes, job.Inputs);
        return GoOn(path, job, manifest, against) ?? throw new InvalidDataException($"{path} holds a run without parts, of an earlier version: do it again.");
    }

    /// <summary>Writes the manifest.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public void WriteManifest() => RunManifestFile.Write(Path, Manifest, Job, Plan);

    /// <summary>The run itself.</summary>
    public StagedRun Stage(IProgress<RunProgress>? progress, CancellationToken cancellationToken) =>
        new(Job.Dedupe, Source, Plan, Files, earlier, new StagedLog(Files, InputProgress.Of(progress, Source), () => Source.Retries), cancellationToken);

    /// <summary>Writes the results, says that the run is complete, and deletes the part files.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public void Complete(DedupeResult result, CancellationToken cancellationToken)
    {
        var results = new ResultFolder(Path);
        results.Write(result, Job.Dedupe, Job.Source, Manifest.HashFamilyVersion, cancellationToken);
        RunManifestFile.Write(Path, Manifest with { Complete = true, Results = results.Checksums() }, Job, Plan);
        DeleteParts(Path, Job.KeepKeys);
    }

    /// <summary>Deletes the part files of a finished run, but for those that are kept.</summary>
    /// <exception cref="IOException">One cannot be deleted.</exception>
    public static void DeleteParts(string path, bool keepKeys) => PartFolder.Clear(path, keepKeys ? RunSteps.Sign : null);

    /// <summary>Whether the run is done part by part: it is large, or works with the part files of a run.</summary>
    public bool IsStaged => Plan.Count > 1 || earlier is not null || Job.KeepKeys;
}
