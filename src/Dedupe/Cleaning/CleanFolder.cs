using System.Text.Json;
using Dedupe.Reporting;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Cleaning;

/// <summary>The folder of a plan: what is written there, and what may be replaced.</summary>
internal static class CleanFolder
{
    /// <summary>The plan in numbers, with what it was made of.</summary>
    public const string SummaryName = "plan.json";

    /// <summary>The run that a plan was made of, where the plan made it itself.</summary>
    public const string RunName = "run";

    /// <summary>Stands in the folder of a plan for a table from the first time that rows go.</summary>
    public const string AppliedName = "applied";

    /// <summary>Refuses a folder that holds a plan that must stay.</summary>
    /// <exception cref="CleaningRefusedException">It does.</exception>
    public static void Check(string folder, bool overwrite)
    {
        if (CleanJournal.IsThere(folder))
            throw new CleaningRefusedException(
                $"{folder} holds a plan that was applied: its journal is needed to undo it. Choose another folder.");
        if (File.Exists(Path.Combine(folder, AppliedName)))
            throw new CleaningRefusedException(
                $"{folder} holds a plan for a table that was applied: it is needed to undo it. Choose another folder.");
        if (!overwrite && File.Exists(Path.Combine(folder, CleanPlan.FileName)))
            throw new CleaningRefusedException($"{folder} holds a plan: --overwrite replaces it.");
    }

    /// <summary>Writes the plan, then its numbers.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(
        CleanOptions options, IReadOnlyList<CleanRoot> roots, IReadOnlyList<PlannedRemoval> removals,
        CleanTotals totals, SourceOptions reading)
    {
        Directory.CreateDirectory(options.Plan);
        File.Delete(Path.Combine(options.Plan, SummaryName));
        var hash = CleanPlan.Write(options.Plan, roots, removals, reading);
        AtomicFile.Write(
            Path.Combine(options.Plan, SummaryName),
            stream => JsonText.WriteIndented(stream, json => Write(json, options, totals, hash)));
    }

    /// <summary>Writes a plan in numbers.</summary>
    public static void Write(Utf8JsonWriter json, CleanOptions options, CleanTotals totals, string hash)
    {
        json.WriteStartObject();
        json.WriteString("version", ProgramVersion.Text);
        json.WriteString("plan", hash);
        json.WriteString("run", options.Run);
        json.WriteStartArray("inputs");
        foreach (var input in options.Inputs)
            json.WriteStringValue(input);
        json.WriteEndArray();
        json.WriteStartArray("protected");
        foreach (var path in options.Protected)
            json.WriteStringValue(path);
        json.WriteEndArray();
        json.WriteStartArray("relations");
        foreach (var relation in options.Relations)
            json.WriteStringValue(Names.Of(relation));
        json.WriteEndArray();
        json.WriteNumber("covered", options.Rule.Covered);
        json.WriteBoolean("byWords", options.ByWords);
        json.WriteNumber("maxRemovePercent", options.MaxRemovePercent);
        json.WriteNumber("maxCluster", options.MaxCluster);
        json.WriteNumber("files", totals.Files);
        json.WriteNumber("filesOfOneDocument", totals.Candidates);
        json.WriteNumber("filesOfRecords", totals.FilesOfRecords);
        json.WriteNumber("documents", totals.Documents);
        json.WriteNumber("removals", totals.Removals);
        json.WriteNumber("records", totals.Records);
        json.WriteNumber("filesThatLoseRecords", totals.LosingFiles);
        json.WriteNumber("sameBytes", totals.SameBytes);
        json.WriteNumber("bytes", totals.Bytes);
        json.WriteNumber("words", totals.Words);
        json.WriteNumber("lostWords", totals.LostWords);
        json.WriteStartObject("kept");
        foreach (var (why, count) in totals.Kept)
            json.WriteNumber(CleanWords.Of(why), count);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
