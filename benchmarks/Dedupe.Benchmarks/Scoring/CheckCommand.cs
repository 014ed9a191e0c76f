using System.Text;
using System.Text.Json;
using Dedupe.Kernels;
using Dedupe.Normalization;
using Dedupe.Shingling;

namespace Dedupe.Benchmarks.Scoring;

/// <summary><c>check</c>: whether the similarities that the labels state are those of the texts, counted anew on what was written.</summary>
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
            var common = ShingleSet.CountCommon(sets[a], sets[b]);
            var counted = (double)common / Math.Max(1, sets[a].Length + sets[b].Length - common);
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
                stated.Add((json.RootElement.GetProperty("a").GetString()!, json.RootElement.GetProperty("b").GetString()!, jaccard.GetDouble()));
        }

        return stated;
    }

    private static Dictionary<string, ulong[]> ReadSets(string path, HashSet<string> wanted)
    {
        var sets = new Dictionary<string, ulong[]>(StringComparer.Ordinal);
        var tokenizer = Tokenizer.For(KernelRegistry.Active);
        var tokens = new TokenBuffer();
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            var id = json.RootElement.GetProperty("id").GetString()!;
            if (!wanted.Contains(id))
                continue;
            tokenizer.Tokenize(Encoding.UTF8.GetBytes(json.RootElement.GetProperty("text").GetString()!), tokens);
            var shingles = new ulong[Math.Max(0, tokens.Count - ShingleSize + 1)];
            ShingleKernel.For(KernelRegistry.Active).Hash(tokens.Hashes, ShingleSize, shingles);
            sets[id] = shingles[..ShingleSet.MakeDistinct(shingles)];
        }

        return sets;
    }
}
