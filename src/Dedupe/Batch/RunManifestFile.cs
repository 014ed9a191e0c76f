using System.Text.Json;
using Dedupe.Reporting;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>The manifest on disk: <c>run.json</c> in the run directory.</summary>
internal static class RunManifestFile
{
    /// <summary>Reads it; null when the directory has none.</summary>
    /// <exception cref="InvalidDataException">The file is no manifest; the message names it.</exception>
    public static RunManifest? Read(string directory)
    {
        var path = Path.Combine(directory, RunFolder.ManifestName);
        if (!File.Exists(path))
            return null;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            return new RunManifest(
                root.GetProperty(RunFolder.FirstField).GetInt32(),
                [.. root.GetProperty("inputs").EnumerateArray().Select(ReadInput)],
                RunManifest.Flatten(root.GetProperty("options")),
                root.GetProperty("complete").GetBoolean(),
                root.TryGetProperty("against", out var against) ? Text(against, "directory") : null,
                root.TryGetProperty("against", out against) ? Text(against, "run") : null,
                root.TryGetProperty("parts", out var parts) ? parts.Clone() : null,
                root.TryGetProperty("keepKeys", out var keep) && keep.GetBoolean());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} is not the manifest of a run: {error.Message}", error);
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    public static void Write(string directory, RunManifest manifest, JobOptions job, InputPlan plan) =>
        AtomicFile.Write(Path.Combine(directory, RunFolder.ManifestName), stream => JsonText.WriteIndented(stream, json =>
        {
            json.WriteStartObject();
            json.WriteNumber(RunFolder.FirstField, manifest.HashFamilyVersion);
            json.WriteStartArray("inputs");
            foreach (var input in manifest.Inputs)
                WriteInput(json, input);
            json.WriteEndArray();
            json.WritePropertyName("options");
            OptionsJson.Write(json, job.Dedupe, job.Source);
            if (manifest is { Against: not null, AgainstRun: not null })
            {
                json.WriteStartObject("against");
                json.WriteString("directory", manifest.Against);
                json.WriteString("run", manifest.AgainstRun);
                json.WriteEndObject();
            }

            json.WritePropertyName("parts");
            InputPlanJson.Write(json, plan);
            json.WriteBoolean("keepKeys", job.KeepKeys);
            json.WriteBoolean("complete", manifest.Complete);
            json.WriteEndObject();
        }));

    private static InputStamp ReadInput(JsonElement element) => new(
        Text(element, "path"),
        element.GetProperty("files").GetInt64(),
        element.GetProperty("size").GetInt64(),
        Text(element, "lastWrite"),
        Text(element, "fingerprint"));

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static void WriteInput(Utf8JsonWriter json, InputStamp input)
    {
        json.WriteStartObject();
        json.WriteString("path", input.Path);
        json.WriteNumber("files", input.Files);
        json.WriteNumber("size", input.Size);
        json.WriteString("lastWrite", input.LastWrite);
        json.WriteString("fingerprint", input.Fingerprint);
        json.WriteEndObject();
    }
}
