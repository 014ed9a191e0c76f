using System.IO.Compression;
using System.Reflection;
using System.Resources;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dedupe.Benchmarks.Encodings;

/// <summary>Texts to be written in old encodings.</summary>
internal static partial class Passages
{
    private const int LeastMessage = 60;
    private const int Passage = 3000;

    /// <summary>Articles evenly spread over a file of JSON lines.</summary>
    public static List<string> OfArticles(string path, int start, int most)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(
            path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var texts = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            texts.Add(json.RootElement.GetProperty("text").GetString()!);
        }

        var step = Math.Max(1, texts.Count / most);
        return [.. texts.Where((_, at) => at % step == start % step).Take(most)];
    }

    /// <summary>Passages of messages of the .NET SDK, each from another message on.</summary>
    public static List<string> OfMessages(string sdk, string language, int start, int most)
    {
        var folder = Path.Combine(sdk, language);
        if (!Directory.Exists(folder))
            return [];
        var messages = Directory.GetFiles(folder, "*.resources.dll").Order(StringComparer.Ordinal).SelectMany(Messages)
            .Where(static message => message.Length >= LeastMessage || message.Any(static letter => letter >= 0x2E80))
            .Distinct(StringComparer.Ordinal).ToList();
        var step = Math.Max(1, messages.Count / most);
        var passages = new List<string>();
        for (var from = start % step; from < messages.Count && passages.Count < most; from += step)
        {
            var length = 0;
            var taken = messages.Skip(from).TakeWhile(message => (length += message.Length) < Passage);
            passages.Add(string.Join('\n', taken.DefaultIfEmpty(messages[from])));
        }

        return passages;
    }

    private static IEnumerable<string> Messages(string path)
    {
        var assembly = Assembly.LoadFile(path);
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new ResourceReader(assembly.GetManifestResourceStream(name)!);
            var values = new List<string>();
            foreach (System.Collections.DictionaryEntry entry in reader)
            {
                if (entry.Value is string text)
                    values.Add(Holes().Replace(text, "").Trim());
            }

            foreach (var value in values.Order(StringComparer.Ordinal))
                yield return value;
        }
    }

    [GeneratedRegex(@"\{\d+[^}]*\}|\{\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Holes();
}
