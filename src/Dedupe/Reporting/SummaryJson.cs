using System.Globalization;
using System.Text.Json;
using Dedupe.Sources;

namespace Dedupe.Reporting;

/// <summary>The content of summary.json.</summary>
internal static class SummaryJson
{
    /// <summary>Writes counts, options, versions, times and memory as one object.</summary>
    public static void Write(
        Utf8JsonWriter json, RunSummary summary, DedupeOptions options, SourceOptions source, int hashFamilyVersion)
    {
        json.WriteStartObject();
        json.WriteString("version", ProgramVersion.Text);
        json.WriteString("started", Time(summary.Started));
        json.WriteString("finished", Time(summary.Finished));
        json.WriteNumber("read", summary.Read);
        json.WriteNumber("accepted", summary.Accepted);
        json.WriteNumber("rejected", summary.Rejected);
        json.WriteNumber("files", summary.Files);
        json.WriteStartObject("passedOver");
        json.WriteNumber("files", summary.PassedOver.Values.Sum());
        json.WriteStartObject("byKind");
        foreach (var (kind, files) in summary.PassedOver.OrderBy(static kind => kind.Key, StringComparer.Ordinal))
            json.WriteNumber(kind, files);
        json.WriteEndObject();
        json.WriteEndObject();
        if (summary.Earlier > 0)
            json.WriteNumber("earlier", summary.Earlier);
        json.WriteStartObject("encodings");
        foreach (var (name, count) in summary.Encodings.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            json.WriteNumber(name, count);
        json.WriteEndObject();
        WriteEncodedFiles(json, summary);
        WriteDates(json, summary);
        json.WriteNumber("tooShort", summary.TooShort);
        json.WriteNumber("tooShortMatched", summary.TooShortMatched);
        json.WriteNumber("textBytes", summary.TextBytes);
        json.WriteNumber("keys", summary.Keys);
        json.WriteNumber("candidates", summary.Candidates);
        json.WriteStartObject("pairs");
        foreach (var relation in Enum.GetValues<Relation>().OrderDescending())
            json.WriteNumber(Names.Of(relation), summary.PairsByRelation.GetValueOrDefault(relation));
        json.WriteEndObject();
        json.WriteNumber("refusedEdges", summary.RefusedEdges);
        json.WriteNumber("clusters", summary.Clusters);
        json.WriteNumber("duplicates", summary.Duplicates);
        json.WriteNumber("retries", summary.Retries);
        json.WriteStartArray("limits");
        foreach (var limit in summary.Limits)
        {
            json.WriteStartObject();
            json.WriteString("name", limit.Name);
            json.WriteNumber("met", limit.Met);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("hashFamilyVersion", hashFamilyVersion);
        json.WritePropertyName("options");
        OptionsJson.Write(json, options, source);
        json.WriteStartArray("stages");
        foreach (var stage in summary.Stages)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Stage);
            json.WriteShare("seconds", stage.Seconds);
            json.WriteShare(
                "megabytesPerSecond", double.IsFinite(stage.MegabytesPerSecond) ? stage.MegabytesPerSecond : 0);
            json.WriteNumber("allocatedBytes", stage.AllocatedBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteShare("seconds", summary.Seconds);
        json.WriteNumber("peakMemoryBytes", summary.PeakMemoryBytes);
        json.WriteEndObject();
    }

    // ISO 8601 in UTC. Milliseconds are enough to put runs in order.
    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteEncodedFiles(Utf8JsonWriter json, RunSummary summary)
    {
        json.WriteStartObject("encodedFiles");
        json.WriteNumber("files", summary.EncodedFileCount);
        json.WriteStartArray("first");
        foreach (var file in summary.EncodedFiles)
        {
            json.WriteStartObject();
            json.WriteString("file", file.File);
            json.WriteStartObject("encodings");
            foreach (var (name, count) in file.Encodings.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
                json.WriteNumber(name, count);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDates(Utf8JsonWriter json, RunSummary summary)
    {
        json.WriteStartObject("dates");
        json.WriteNumber("unread", summary.UnreadDates);
        if (summary.FirstUnreadDate is { } first)
        {
            json.WriteStartObject("first");
            json.WriteString("file", first.Origin.Source);
            json.WriteNumber("line", first.Origin.Line);
            json.WriteString("value", first.Value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
