using System.Text.Json;
using Dedupe.Reporting;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// How far the run in a directory is. Reading it disturbs no process that is at work there, and needs no input.
/// </summary>
/// <param name="Directory">The run directory.</param>
/// <param name="Complete">Whether the run is finished and its results are whole.</param>
/// <param name="Parts">Parts that the inputs are cut into. A run of one part that <see cref="DedupeJob.RunAsync"/> does
/// stays in memory.</param>
/// <param name="InputBytes">Bytes of the inputs, as they are packed.</param>
/// <param name="Planned">When the run was begun or, finished, when it ended; UTC.</param>
/// <param name="Steps">The stages, in order.</param>
internal sealed record RunStatus(
    string Directory, bool Complete, int Parts, long InputBytes, DateTime Planned, IReadOnlyList<StepStatus> Steps)
{
    /// <summary>The stage that is at work or comes next; null when the run is finished.</summary>
    public StepStatus? Current => Steps.FirstOrDefault(static step => step.Missing.Count > 0);

    /// <summary>Looks at a run directory. Cost: one small read a part that is done.</summary>
    /// <exception cref="InvalidDataException">There is no run, or its files cannot be read.</exception>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public static RunStatus Read(string directory, InputFormats? formats = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var manifest = RunManifestFile.Read(directory)
            ?? throw new InvalidDataException($"{directory} holds no run: it has no {RunFolder.ManifestName}.");
        var path = Path.Combine(directory, RunFolder.ManifestName);
        var starts = manifest.Starts is { } json ? InputPlanJson.ReadStarts(json) : [default];
        var kept = manifest.Against is { } earlier ? KeptParts.Of(earlier) : null;
        var steps = RunSteps.Of((kept?.Parts ?? 0) + starts.Count, OptionsFile.Read(path, formats).Dedupe);
        var files = new PartFolder(directory, manifest.Identity(starts));
        var read = manifest.Complete
            ? Finished(directory, steps)
            : Share(
                [.. steps.All.Select(step => StepStatus.Of(step, files,
                part => step.Stage == RunSteps.Sign && kept?.Has(part) == true))]);
        // The last rank may have ended the run meanwhile, and deleted the part files.
        if (!manifest.Complete && RunManifestFile.Read(directory) is { Complete: true })
            return Read(directory);
        return new RunStatus(
            directory, manifest.Complete, starts.Count, manifest.Inputs.Sum(static input => input.Size),
            File.GetLastWriteTimeUtc(path), read);
    }

    // Stages after signing go over all documents; a part has its share of them.
    private static IReadOnlyList<StepStatus> Share(IReadOnlyList<StepStatus> steps)
    {
        var signed = steps[0];
        return [signed, .. steps.Skip(1).Select(step => step with
        {
            Documents = signed.Documents * step.Done / step.Step.Parts,
            TextBytes = signed.TextBytes / step.Step.Parts * step.Done,
        })];
    }

    // The part files are gone; the summary has what they said. A run that was done in memory has other stages there.
    private static IReadOnlyList<StepStatus> Finished(string directory, RunSteps steps)
    {
        var path = Path.Combine(directory, ResultFolder.SummaryName);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var documents = json.RootElement.Required("accepted").GetInt64();
            var bytes = json.RootElement.Required("textBytes").GetInt64();
            var seconds = json.RootElement.Required("stages").EnumerateArray()
                .ToDictionary(
                    static stage => stage.Required("stage").GetString()!,
                    static stage => stage.Required("seconds").GetDouble(), StringComparer.Ordinal);
            var inParts = seconds.ContainsKey(steps.All[^1].Name);
            var done = inParts ? steps.All : seconds.Keys.Select(static stage => new RunStep(stage, null, 1));
            return [.. done.Select(step => Done(step, seconds.GetValueOrDefault(step.Name)))];

            StepStatus Done(RunStep step, double took) => new(step, [], [], took, took, step.Parts, documents, bytes);
        }
        catch (Exception error)
            when (
                error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
                or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not the summary of a run: {WrittenJson.Describe(error)}", error);
        }
    }
}
