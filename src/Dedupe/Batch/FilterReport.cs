using System.Text.Json;
using Dedupe.Batch.Removal;
using Dedupe.Reporting;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>
/// The file filter.json: what was filtered by which run, with counts, and what became of every document of a cluster.
/// </summary>
internal static class FilterReport
{
    /// <summary>Its name in the output folder.</summary>
    public const string Name = "filter.json";

    /// <summary>Writes it, whole or not at all.</summary>
    public static void Write(FilterOptions options, FilterResult result, RemovalPlan removal) =>
        AtomicFile.Write(Path.Combine(options.OutputDirectory, Name), stream => JsonText.WriteIndented(stream, json =>
        {
            json.WriteStartObject();
            json.WriteString("version", ProgramVersion.Text);
            json.WriteString("run", options.RunDirectory);
            WriteCounts(json, result.Counts);
            json.WriteBoolean("rejectedKept", !options.DropRejected);
            json.WriteNumber("removedNotMet", result.NotMet);
            json.WriteNumber("covered", options.Rule.Covered);
            json.WriteNumber("removedWords", result.Removal.Words);
            json.WriteNumber("lostWords", result.Removal.LostWords);
            json.WriteNumber("lostBoilerplate", result.Removal.LostBoilerplate);
            json.WriteNumber("keptForOwnText", result.Removal.KeptForOwnText);
            WritePassedOver(json, result);
            json.WriteNumber("links", result.Links);
            json.WriteStartArray("linksLeftOut");
            foreach (var link in result.LinksLeftOut)
                json.WriteStringValue(link);
            json.WriteEndArray();
            WriteFiles(json, result);
            json.WriteStartArray("documents");
            foreach (var member in removal.Met)
            {
                Write(json, member);
                json.Flush();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));

    private static void WritePassedOver(Utf8JsonWriter json, FilterResult result)
    {
        json.WriteStartObject("passedOver");
        json.WriteNumber("files", result.PassedOver.Values.Sum());
        json.WriteStartObject("byKind");
        foreach (var (kind, count) in result.PassedOver)
            json.WriteNumber(kind, count);
        json.WriteEndObject();
        json.WriteNumber("copied", result.Copied);
        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, FilterResult result)
    {
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
    }

    private static void Write(Utf8JsonWriter json, RemovalMember member)
    {
        json.WriteStartObject();
        json.WriteString("id", member.Id);
        json.WriteString("cluster", member.Cluster);
        json.WriteString("fate", member.Fate switch
        {
            RemovalFate.Removed => "removed",
            RemovalFate.KeptCopy => "kept-copy",
            RemovalFate.KeptForLabel => "kept-label",
            _ => "kept-own-text",
        });
        if (member.Label is not null)
            json.WriteString("label", member.Label);
        json.WriteNumber("words", member.Words);
        if (member.Fate != RemovalFate.KeptCopy)
        {
            json.WriteShare("own", member.OwnShare);
            json.WriteString("beside", member.Beside?.Name);
        }

        if (member.Beside is not null && member.Fate != RemovalFate.KeptCopy)
            json.WriteString("relation", Names.Of(member.Relation));
        if (member.Fate == RemovalFate.Removed)
        {
            json.WriteNumber("lostWords", member.LostWords);
            json.WriteNumber("lostBoilerplate", member.LostBoilerplate);
        }

        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, FilterCounts counts)
    {
        json.WriteNumber("read", counts.Read);
        json.WriteNumber("kept", counts.Kept);
        json.WriteNumber("removed", counts.Removed);
        json.WriteNumber("rejected", counts.Rejected);
    }
}
