using System.Text.Json;

namespace Dedupe.Benchmarks.Scoring;

/// <summary>
/// The words of documents as anybody would count them: runs of letters and digits, lower case, with nothing of the
/// library, so that it can be checked by them.
/// </summary>
internal static class PlainWords
{
    /// <summary>Each document of a file of JSON lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">The ids to read; null: all.</param>
    public static IEnumerable<(string Id, string[] Words)> Read(string path, IReadOnlySet<string>? wanted = null)
    {
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            var id = json.RootElement.GetProperty("id").GetString()!;
            if (wanted is null || wanted.Contains(id))
                yield return (id, Split(json.RootElement.GetProperty("text").GetString()!));
        }
    }

    private static string[] Split(string text) =>
        string.Concat(text.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
