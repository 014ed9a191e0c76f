using System.Text.Json;
using System.Text.Json.Nodes;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Reporting;

/// <summary>
/// A JSON file of options: the object that summary.json and run.json hold under <c>options</c>, or any part of it. What
/// is not in the file has its default. The record of a run, summary.json or run.json, may be read as well; of it only
/// the options that change results are taken, because threads and memory belong to the machine it ran on.
/// </summary>
internal static class OptionsFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="formats">The formats that there are; null: the standard ones.</param>
    /// <returns>The options of runs and of reading, valid in all.</returns>
    /// <exception cref="InvalidDataException">An option is unknown or has a wrong value; the message names file, line,
    /// path in the JSON and reason.</exception>
    /// <exception cref="IOException">The file cannot be read, is larger than 64 MiB, or is a pipe or a
    /// device.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static (DedupeOptions Dedupe, SourceOptions Source) Read(string path, InputFormats? formats = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new OptionsReader(path, PlainFile.Read(path), formats ?? InputFormats.Standard).Read();
    }

    /// <summary>
    /// Writes the options that differ from their defaults and change what a run finds, whole or not at all.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The options of runs.</param>
    /// <param name="source">The options of reading.</param>
    /// <param name="always">Options that are written even where they are as by default, by their path, such as
    /// <c>verification.derivedShare</c>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, DedupeOptions options, SourceOptions source, IReadOnlySet<string> always)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(source);
        var file = Difference(Node(options, source), Node(new DedupeOptions(), new SourceOptions()), "", always);
        AtomicFile.Write(path, stream => JsonText.WriteIndented(stream, json => file.WriteTo(json)));
    }

    private static JsonObject Node(DedupeOptions options, SourceOptions source)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            OptionsJson.Write(json, options, source);
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }

    private static JsonObject Difference(
        JsonObject options, JsonObject defaults, string path, IReadOnlySet<string> always)
    {
        var different = new JsonObject();
        foreach (var (name, value) in options)
        {
            var here = path + name;
            if (value is JsonObject part && defaults[name] is JsonObject standard)
            {
                if (Difference(part, standard, here + ".", always) is { Count: > 0 } inner)
                    different.Add(name, inner);
            }
            else if (always.Contains(here)
                || (!JsonNode.DeepEquals(value, defaults[name]) && !OptionsJson.WithoutEffectOnResults.Contains(here)))
            {
                different.Add(name, value?.DeepClone());
            }
        }

        return different;
    }
}
