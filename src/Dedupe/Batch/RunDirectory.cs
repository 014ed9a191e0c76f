using Dedupe.Batch.Flow;
using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// A run directory with all that it takes to go on with the run in it: its manifest, and the inputs and options that
/// this names.
/// </summary>
internal sealed class RunDirectory
{
    private readonly EarlierRun? earlier;

    private RunDirectory(
        string path, JobOptions job, RunManifest manifest, InputWatch watch, InputPlan plan, EarlierRun? earlier)
    {
        (Path, Job, Manifest, Watch, Plan, this.earlier) = (path, job, manifest, watch, plan, earlier);
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
    public FileSource Source => Watch.Source;

    /// <summary>How they looked.</summary>
    public InputWatch Watch { get; }

    /// <summary>How they are cut.</summary>
    public InputPlan Plan { get; }

    /// <summary>The part files.</summary>
    public PartFolder Files { get; }

    /// <summary>The steps.</summary>
    public RunSteps Steps { get; }

    /// <summary>Whether a part is done, here or by the earlier run.</summary>
    public bool IsDone(RunStep step, int part) => Files.Has(step, part) || earlier?.Keeps(step, part) == true;

    /// <summary>The parts of a step that are not done, in order.</summary>
    public IReadOnlyList<int> Missing(RunStep step) =>
        [.. Files.Missing(step).Where(part => earlier?.Keeps(step, part) != true)];

    /// <summary>A run that can begin. Nothing is written.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="job">Inputs and options.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="earlier">The run that the inputs are compared with, if any.</param>
    /// <exception cref="RunDirectoryRefusedException">It reads what it would write over, or would have too many
    /// parts.</exception>
    /// <exception cref="InputChangedException">An input is not what it was when the manifest was made.</exception>
    public static RunDirectory New(string path, JobOptions job, RunManifest manifest, EarlierRun? earlier)
    {
        var watch = new InputWatch(job.OpenSource());
        RequireSame(manifest, RunManifest.Of(job, manifest.HashFamilyVersion, earlier));
        var run = new RunDirectory(path, job, manifest, watch, PlanOf(watch.Source, job), earlier);
        run.CheckClaim(isOurs: job.Overwrite || job.Resume);
        return run;
    }

    /// <summary>Begins the run: writes its manifest, and deletes what an earlier run left.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public void Begin()
    {
        WriteManifest();
        Clear();
    }

    /// <summary>Does some work, and looks whether it failed because an input changed meanwhile.</summary>
    /// <param name="work">The work.</param>
    /// <param name="alone">Whether no other process is at work in the directory.</param>
    /// <exception cref="InputChangedException">One did. What was made of it is deleted then, if nobody else is
    /// there.</exception>
    public async Task<T> WatchedAsync<T>(Func<Task<T>> work, bool alone)
    {
        try
        {
            return await Watch.GuardAsync(() => earlier is null ? work() : earlier.Watch.GuardAsync(work));
        }
        catch (InputChangedException) when (alone)
        {
            Clear();
            throw;
        }
    }

    private void Clear()
    {
        new ResultFolder(Path).Clear();
        PartFolder.Clear(Path);
    }

    private void CheckInputs()
    {
        earlier?.Watch.Check();
        Watch.Check();
    }

    private void CheckClaim(bool isOurs)
    {
        string[] also = Job.Dedupe.Normalization.AgenciesFile is { } agencies ? [agencies] : [];
        DirectoryClaim.CheckInputs(
            Path,
            [.. Job.Inputs, .. Job.AlsoRead, .. also],
            Source.Inputs.Concat(earlier?.Source.Inputs ?? [])
                .Where(static file => file.Problem is null)
                .Select(static file => file.FullPath),
            earlier?.Directory);
        DirectoryClaim.Check(Path, isOurs && RunManifestFile.Read(Path) is { IsSealed: true });
    }

    private static void RequireSame(RunManifest before, RunManifest now)
    {
        foreach (var (past, present) in before.Inputs.Zip(now.Inputs))
        {
            if (past != present)
                throw new InputChangedException(
                    past.Path, $"it was {past.Describe()}, and is {present.Describe()}", null);
        }
    }

    private static InputPlan PlanOf(FileSource source, JobOptions job)
    {
        if (job.Parts > 0)
            return source.PlanOfCount(job.Parts);
        var least = InputPlan.BytesOf(source.Inputs, JobOptions.MostParts);
        if (job.PartBytes > 0 && job.PartBytes < least)
            throw new RunDirectoryRefusedException(
                $"Parts of {job.PartBytes} bytes would be too many: a run has at most {JobOptions.MostParts}, of " +
                $"{least} bytes or more here.");
        if (job.PartBytes == 0
            && job.LeastParts == 0
            && source.PlanOfSize(JobOptions.MostInMemory) is { Count: <= 1 } whole)
            return whole;
        var plan = source.PlanOfSize(Math.Max(job.PartBytes > 0 ? job.PartBytes : JobOptions.UsualPart, least));
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
        var run = Of(path, job, manifest, earlier, new InputWatch(job.OpenSource()));
        run?.CheckClaim(isOurs: true);
        return run;
    }

    private static RunDirectory? Of(
        string path, JobOptions job, RunManifest manifest, EarlierRun? earlier,
        InputWatch watch) => manifest.Starts is { } starts
        ? new RunDirectory(path, job, manifest, watch, InputPlanJson.Read(starts, watch.Source.Inputs), earlier)
        : null;

    /// <summary>Opens the run in a directory, by its manifest alone.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="adapt">Changes options that have no effect on results: those of this machine.</param>
    /// <param name="formats">The formats that it reads; null: the standard ones.</param>
    /// <exception cref="InvalidDataException">There is no run, or its manifest cannot be read.</exception>
    /// <exception cref="ResumeRefusedException">Inputs have changed since it began, or it is of another hash
    /// family.</exception>
    public static RunDirectory Open(string path, Func<JobOptions, JobOptions> adapt, InputFormats? formats)
    {
        var manifest = RunManifestFile.Read(path)
            ?? throw new InvalidDataException($"{path} holds no run: it has no {RunFolder.ManifestName}.");
        var (dedupe, source) = OptionsFile.Read(
            System.IO.Path.Combine(path, RunFolder.ManifestName), formats);
        var job = adapt(
            new JobOptions
            {
                Inputs = [.. manifest.Inputs.Select(static input => input.Path)],
                Dedupe = dedupe,
                Source = source,
                OutputDirectory = path,
                Against = manifest.Against,
                KeepKeys = manifest.KeepKeys
            });
        var against = job.Against is null ? null : EarlierRun.Open(job.Against, formats);
        // Looked at first: what changes from here on is seen against this.
        var watch = new InputWatch(job.OpenSource());
        var changes = manifest.ChangesTo(RunManifest.Of(job, Signing.HashFamily.Version, against));
        if (changes.Count > 0)
            throw ResumeRefusedException.Changed(path, changes, job.Inputs);
        return Of(path, job, manifest, against, watch)
            ?? throw new InvalidDataException($"{path} holds a run without parts, of an earlier version: do it again.");
    }

    /// <summary>Writes the manifest.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public void WriteManifest() => RunManifestFile.Write(Path, Manifest, Job, Plan);

    /// <summary>The run itself.</summary>
    public RunFlow Open(IProgress<RunProgress>? progress, CancellationToken cancellationToken) =>
        new(Job.Dedupe, new FileInput(Watch, Plan, earlier), new PartFileOutputs(Files, earlier),
            InputProgress.Of(progress, Source), cancellationToken);

    /// <summary>Writes the results, says that the run is complete, and deletes the part files.</summary>
    /// <exception cref="InputChangedException">An input is not what it was: the run cannot be complete.</exception>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public void Complete(DedupeResult result, CancellationToken cancellationToken)
    {
        CheckInputs();
        var results = new ResultFolder(Path);
        results.Write(result, Job.Dedupe, Job.Source, Manifest.HashFamilyVersion, cancellationToken);
        CheckInputs();
        RunManifestFile.Write(Path, Manifest with { Complete = true, Results = results.Checksums() }, Job, Plan);
        DeleteParts(Path, Job.KeepKeys);
    }

    /// <summary>Deletes the part files of a finished run, but for those that are kept.</summary>
    /// <exception cref="IOException">One cannot be deleted.</exception>
    public static void DeleteParts(string path, bool keepKeys) =>
        PartFolder.Clear(path, keepKeys ? RunSteps.Sign : null);

    /// <summary>Whether the run is done part by part: it is large, or works with the part files of a run.</summary>
    public bool IsStaged => Plan.Count > 1 || earlier is not null || Job.KeepKeys;
}
