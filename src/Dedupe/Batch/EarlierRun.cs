using System.IO.Hashing;
using System.Text;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>
/// A finished run that new input is compared with: its inputs, cut as they were, and the keys of its documents where it
/// kept them. What it did not keep is signed again.
/// </summary>
/// <param name="directory">Its directory.</param>
/// <param name="watch">Its inputs, and how they look.</param>
/// <param name="plan">How they were cut.</param>
/// <param name="files">Its part files.</param>
/// <param name="identity">What tells it from other runs.</param>
/// <param name="options">Its options, by their path in the JSON.</param>
internal sealed class EarlierRun(
    string directory, InputWatch watch, InputPlan plan, PartFolder files, string identity, IReadOnlyDictionary<string,
    string> options)
{
    // What keys depend on, and which texts documents have. The rest may be another.
    private static readonly string[] ShapingKeys =
        ["threshold", "shingleSize", "nearOnly", "normalization.", "signing."];
    private static readonly string[] Shaping = [.. ShapingKeys, "source."];

    /// <summary>Its directory.</summary>
    public string Directory => directory;

    /// <summary>Its inputs.</summary>
    public FileSource Source => watch.Source;

    /// <summary>How they looked.</summary>
    public InputWatch Watch => watch;

    /// <summary>How they were cut.</summary>
    public InputPlan Plan => plan;

    /// <summary>What tells it from other runs.</summary>
    public string Identity => identity;

    /// <summary>Whether a part of a step need not be done, because this run kept it.</summary>
    public bool Keeps(RunStep step, int part) =>
        step.Stage == RunSteps.Sign && part < plan.Count && files.Has(Sign, part);

    /// <summary>Opens a part that it kept.</summary>
    /// <exception cref="PartDamageException">It is not what was written.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public PartReader Open(int part) => files.Open(Sign, part);

    /// <summary>Opens a finished run.</summary>
    /// <param name="path">Its directory.</param>
    /// <param name="formats">The formats that it reads; null: the standard ones.</param>
    /// <exception cref="InvalidDataException">There is no finished run, or its manifest cannot be read.</exception>
    /// <exception cref="ResumeRefusedException">Its inputs have changed since, or it is of another hash
    /// family.</exception>
    public static EarlierRun Open(string path, InputFormats? formats)
    {
        RunDirectory run;
        try
        {
            run = RunDirectory.Open(path, static job => job, formats);
        }
        catch (ResumeRefusedException changed)
        {
            throw new ResumeRefusedException(
                $"The run in {path} cannot be compared with any more, because its texts are read again: " +
                $"{string.Join("; ", changed.Changes)}.", changed);
        }

        if (!run.Manifest.Complete)
            throw new InvalidDataException($"The run in {path} is not finished: finish it with --resume first.");
        var identity = Convert.ToHexStringLower(
            XxHash128.Hash(Encoding.UTF8.GetBytes(run.Manifest.Identity(run.Plan.Starts))));
        return new EarlierRun(path, run.Watch, run.Plan, run.Files, identity, run.Manifest.Options);
    }

    /// <summary>Refuses a run that would read documents or make keys in another way.</summary>
    /// <param name="manifest">The manifest of that run.</param>
    /// <exception cref="ResumeRefusedException">It is one; the message names the options.</exception>
    public void Check(RunManifest manifest) => Check(manifest, Shaping);

    /// <summary>Refuses options that would make other keys.</summary>
    /// <exception cref="ResumeRefusedException">They are such; the message names the options.</exception>
    public void CheckKeys(DedupeOptions dedupe) => Check(
        RunManifest.Of(new JobOptions { Inputs = [], Dedupe = dedupe }, Signing.HashFamily.Version), ShapingKeys);

    /// <summary>Opens all parts that it kept. Whoever calls closes them.</summary>
    /// <exception cref="InvalidDataException">It did not keep all.</exception>
    /// <exception cref="PartDamageException">One is not what was written.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public IReadOnlyList<PartReader> OpenKept()
    {
        if (Enumerable.Range(0, plan.Count).Any(part => !files.Has(Sign, part)))
            throw new InvalidDataException(
                $"The run in {directory} kept no keys: run it again with --keep-keys, and attach that one.");
        var opened = new List<PartReader>();
        try
        {
            for (var part = 0; part < plan.Count; part++)
                opened.Add(Open(part));
            return opened;
        }
        catch
        {
            opened.ForEach(static part => part.Dispose());
            throw;
        }
    }

    private void Check(RunManifest manifest, string[] shaping)
    {
        var changes = manifest.OptionChangesFrom(options).Where(
            change => Array.Exists(shaping, name => change.Option.StartsWith(name, StringComparison.Ordinal)))
            .Select(static change => change.Sentence).ToList();
        if (changes.Count > 0)
        {
            throw new ResumeRefusedException(
                $"The run in {directory} was made with other options: {string.Join("; ", changes)}. Give the same " +
                $"ones, such as by --options {Path.Combine(directory, RunFolder.ManifestName)}.",
                new ResumeRefusedException(directory, changes));
        }
    }

    private RunStep Sign => new(RunSteps.Sign, null, plan.Count);
}
