using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;

namespace Dedupe.Cli.Report;

/// <summary>The texts that a report shows, read again from the inputs of the run.</summary>
/// <param name="texts">Texts by id.</param>
/// <param name="problem">Why there are none; null when there are.</param>
internal sealed class ReportTexts(IReadOnlyDictionary<string, string> texts, string? problem)
{
    /// <summary>Why no text can be shown, in one sentence; null when texts can.</summary>
    public string? Problem => problem;

    /// <summary>A text; null when it is not to be had.</summary>
    public string? Of(string id) => texts.GetValueOrDefault(id);

    /// <summary>Reads them. Inputs that are gone or not what they were cost the texts, not the report.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="wanted">The documents.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">The manifest cannot be read.</exception>
    public static async Task<ReportTexts> ReadAsync(
        string directory, IReadOnlyCollection<ReportMember> wanted, CancellationToken cancellationToken)
    {
        try
        {
            var run = RunDirectory.Open(directory, static job => job, ReadableFormats.All);
            if (run.Job.Inputs.Contains(FileSource.StandardInput))
                return new ReportTexts(None, "The run read standard input, which cannot be read again.");
            var found = await DocumentLookup.ReadAsync(
                InputsOf(run.Job, wanted), run.Job.Source, wanted.Select(DocumentOf),
                cancellationToken);
            run.Watch.Check();
            return new ReportTexts(
                found.ToDictionary(
                    static document => document.Key, static document =>
                        Encoding.UTF8.GetString(document.Value.Text.Span),
                    StringComparer.Ordinal), null);
        }
        catch (Exception error)
            when (
                error is ResumeRefusedException or InputChangedException or IOException or UnauthorizedAccessException)
        {
            return new ReportTexts(
                None, $"Texts are not shown, because the inputs are not what the run read. {error.Message}");
        }
    }

    private static DocumentInfo DocumentOf(ReportMember member) =>
        new(member.Id, null, null, null, 0) { ItemId = member.Item ?? member.Id, Version = member.Version };

    private static Dictionary<string, string> None => new(StringComparer.Ordinal);

    // Of a folder of files, only those that are wanted are read. An archive's member has no file of its own.
    private static IReadOnlyList<string> InputsOf(JobOptions job, IReadOnlyCollection<ReportMember> wanted)
    {
        var files = wanted.Select(static member => member.File ?? member.Id).Distinct(StringComparer.Ordinal).ToList();
        return files.TrueForAll(File.Exists) ? files : job.Inputs;
    }
}
