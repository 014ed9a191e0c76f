using System.Text.Json;
using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>Reads a result file line by line.</summary>
internal static class ResultLines
{
    /// <summary>Hands over each line as JSON; it is valid until the next one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What a line is, for messages.</param>
    /// <param name="take">Takes a line.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A line is something else; the message names file and line.</exception>
    public static async Task ReadAsync(
        string path, string what, Action<JsonElement> take, CancellationToken cancellationToken)
    {
        long line = 0;
        await foreach (var text in File.ReadLinesAsync(path, cancellationToken))
        {
            line++;
            try
            {
                using var json = JsonDocument.Parse(text);
                take(json.RootElement);
            }
            catch (Exception error)
                when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new InvalidDataException($"{path}:{line} is no {what}: {WrittenJson.Describe(error)}", error);
            }
        }
    }
}
