using System.Text.Json;

namespace Dedupe.Benchmarks.Scoring;

/// <summary>
/// <c>check</c>: whether the similarities that the labels state are those of the texts, counted anew on what was
/// written: sets of strings, nothing hashed, nothing of the library.
/// </summary>
internal static class CheckCommand
{
    private const int ShingleSize = 5;
    private const double Rounding = 0.0001;

    /// <summary>Runs it.</summary>
    public static int Run(Arguments line)
    {
        var input = line.Need("in");
        var labels = line.Need("labels");
        var sample = line.Number("sample", 2000);
        line.End();

        var stated = ReadLabels(labels);
        var step = Math.Max(1, stated.Count / Math.Max(1, sample));
        var chosen = stated.Where((_, number) => number % step == 0).ToList();
        var sets = ReadSets(input, [.. chosen.SelectMany(pair => new[] { pair.A, pair.B })]);
        var wrong = 0;
        foreach (var (a, b, jaccard) in chosen)
        {
            var common = sets[a].Count(sets[b].Contains);
            var counted = (double)common / Math.Max(1, sets[a].Count + sets[b].Count - common);
            if (Math.Abs(counted - jaccard) > Rounding && wrong++ < 10)
                Console.WriteLine($"{a} {b}: stated {jaccard}, counted {counted:0.0000}");
        }

        Console.WriteLine($"{chosen.Count} of {stated.Count} stated similarities counted anew, {wrong} wrong");
        return wrong == 0 ? 0 : 1;
    }

    private static List<(string A, string B, double Jaccard)> ReadLabels(string path)
    {
        var stated = new List<(string, string, double)>();
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("jaccard", out var jaccard))
                stated.Add(
                    (json.RootElement.GetProperty("a").GetString()!, json.RootElement.GetProperty("b").GetString()!,
                    jaccard.GetDouble()));
        }

        return stated;
    }

    private static Dictionary<string, HashSet<string>> ReadSets(string path, HashSet<string> wanted)
    {
        var sets = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (id, words) in PlainWords.Read(path, wanted))
        {
            var shingles = Enumerable.Range(0, Math.Max(0, words.Length - ShingleSize + 1))
                .Select(start => string.Join(' ', words, start, ShingleSize));
            sets[id] = shingles.ToHashSet(StringComparer.Ordinal);
        }

        return sets;
    }
}
