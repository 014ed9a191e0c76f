using System.Text.Json;
using Dedupe.Reporting;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>The file filter.json: what was filtered by which run, with counts.</summary>
internal static class FilterReport
{
    /// <summary>Its name in the output folder.</summary>
    public const string Name = "filter.json";

    /// <summary>Writes it, whole or not at all.</summary>
    public static void Write(FilterOptions options, FilterResult result) =>
        AtomicFile.Write(Path.Combine(options.OutputDirectory, Name), stream => JsonText.WriteIndented(stream, json =>
        {
            json.WriteStartObject();
            json.WriteString("version", ProgramVersion.Text);
            json.WriteString("run", options.RunDirectory);
            WriteCounts(json, result.Counts);
            json.WriteBoolean("rejectedKept", !options.DropRejected);
            json.WriteNumber("removedNotMet", result.NotMet);
            json.WriteStartArray("files");
            foreach (var file in result.Files)
            {
                json.WriteStartObject();
                json.WriteString("input", file.Input);
                json.WriteString("output", file.Output);
                WriteCounts(json, file.Counts);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));

    private static void WriteCounts(Utf8JsonWriter json, FilterCounts counts)
    {
        json.WriteNumber("read", counts.Read);
        json.WriteNumber("kept", counts.Kept);
        json.WriteNumber("removed", counts.Removed);
        json.WriteNumber("rejected", counts.Rejected);
    }
}
