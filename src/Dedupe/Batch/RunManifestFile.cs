using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Dedupe.Reporting;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch;

/// <summary>
/// The manifest on disk: <c>run.json</c> in the run directory. Its last field is a checksum of all that stands before
/// it.
/// </summary>
internal static class RunManifestFile
{
    private const string Checksum = "checksum";

    /// <summary>Reads it; null when the directory has none.</summary>
    /// <exception cref="InvalidDataException">The file is no manifest, or was changed; the message names
    /// it.</exception>
    public static RunManifest? Read(string directory)
    {
        var path = Path.Combine(directory, RunFolder.ManifestName);
        if (!File.Exists(path))
            return null;
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;
            var isSealed = root.ValueKind == JsonValueKind.Object && root.TryGetProperty(Checksum, out _);
            if (isSealed && !IsAsWritten(bytes))
                throw new FormatException("it was changed since it was written");
            return new RunManifest(
                root.Required(RunFolder.FirstField).GetInt32(),
                [.. root.Required("inputs").EnumerateArray().Select(ReadInput)],
                RunManifest.Flatten(root.Required("options")),
                root.Required("complete").GetBoolean(),
                root.TryGetProperty("against", out var against) ? Text(against, "directory") : null,
                root.TryGetProperty("against", out against) ? Text(against, "run") : null,
                root.TryGetProperty("parts", out var parts) ? parts.Clone() : null,
                root.TryGetProperty("keepKeys", out var keep) && keep.GetBoolean())
            {
                IsSealed = isSealed,
                Results = root.TryGetProperty("results", out var results)
                    ? results.EnumerateObject().ToDictionary(
                        static file => file.Name, file => Text(results, file.Name), StringComparer.Ordinal)
                    : new Dictionary<string, string>(StringComparer.Ordinal),
            };
        }
        catch (Exception error)
            when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(
                $"{path} is not the manifest of a run: {WrittenJson.Describe(error).TrimEnd('.')}. What the run has " +
                "done so far cannot be used, and the directory is left as it is: choose another, or delete it " +
                "yourself.",
                error);
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public static void Write(string directory, RunManifest manifest, JobOptions job, InputPlan plan)
    {
        using var json = new MemoryStream();
        JsonText.WriteIndented(json, writer => Write(writer, manifest, job, plan));
        var body = json.GetBuffer().AsSpan(0, (int)json.Length - "\n}\n".Length).ToArray();
        AtomicFile.Write(Path.Combine(directory, RunFolder.ManifestName), stream =>
        {
            stream.Write(body);
            stream.Write(EndOf(body));
        });
    }

    private static void Write(Utf8JsonWriter json, RunManifest manifest, JobOptions job, InputPlan plan)
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
        json.WriteStartObject("results");
        foreach (var (name, checksum) in manifest.Results)
            json.WriteString(name, checksum);
        json.WriteEndObject();
        json.WriteBoolean("complete", manifest.Complete);
        json.WriteEndObject();
    }

    private static byte[] EndOf(ReadOnlySpan<byte> body) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture, $",\n  \"{Checksum}\": \"{XxHash3.HashToUInt64(body):x16}\"\n}}\n"));

    private static bool IsAsWritten(ReadOnlySpan<byte> file)
    {
        var length = EndOf(default).Length;
        return file.Length > length && file[^length..].SequenceEqual(EndOf(file[..^length]));
    }

    private static InputStamp ReadInput(JsonElement element) => new(
        Text(element, "path"),
        element.Required("files").GetInt64(),
        element.Required("size").GetInt64(),
        Text(element, "lastWrite"),
        Text(element, "fingerprint"));

    private static string Text(JsonElement element, string name) =>
        element.Required(name).GetString() ?? throw new FormatException($"{name} is null");

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
