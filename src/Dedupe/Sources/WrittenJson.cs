using System.Text.Json;

namespace Dedupe.Sources;

/// <summary>Reads JSON that an earlier run wrote, and says in plain words what is wrong with it.</summary>
internal static class WrittenJson
{
    /// <summary>A field that must be there.</summary>
    /// <exception cref="FormatException">It is not there; the message names it.</exception>
    public static JsonElement Required(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value
            : throw new FormatException($"it has no field \"{name}\"");

    /// <summary>
    /// What is wrong, without the parser's count of lines: a reader knows the file, and often the line.
    /// </summary>
    public static string Describe(Exception error) => error is JsonException json
        ? $"it is not valid JSON at byte {(json.BytePositionInLine ?? 0) + 1} of line {(json.LineNumber ?? 0) + 1}"
        : error.Message;
}
