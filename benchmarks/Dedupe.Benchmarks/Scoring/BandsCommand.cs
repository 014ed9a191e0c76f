using System.Text.Json;

namespace Dedupe.Benchmarks.Scoring;

/// <summary>
/// <c>bands</c>: which of the pairs whose similarity was computed exactly a run found, by bands of similarity, and
/// where it left the others.
/// </summary>
internal static class BandsCommand
{
    private const double MinContainment = 0.5;

    private static readonly (string Name, double From, double To, string Wanted)[] Bands =
    [
        ("J 0.8 and more", 0.8, double.MaxValue, "1"),
        ("J 0.5 to 0.8", 0.5, 0.8, "0.995"),
        ("J 0.3 to 0.5", 0.3, 0.5, "0.98"),
        ("J below 0.3, C 0.5 and more", 0, 0.3, "0.90"),
    ];

    /// <summary>Runs it.</summary>
    public static int Run(Arguments line)
    {
        var path = line.Need("pairs");
        var run = new RunLinks(line.Need("run"));
        var misses = line.Find("misses");
        line.End();

        var pairs = File.ReadLines(path).Select(Read).ToList();
        using var lost = misses is null ? TextWriter.Null : File.CreateText(misses);
        foreach (var (name, from, to, wanted) in Bands)
        {
            var band = pairs.Where(
                pair => pair.Jaccard >= from
                    && pair.Jaccard < to
                    && (from > 0 || pair.Containment >= MinContainment)).ToList();
            var missed = band.Where(pair => !run.Found(pair.A, pair.B)).ToList();
            var overCopies = missed.Count(pair => run.FoundOverNearDuplicates(pair.A, pair.B));
            Console.WriteLine(
                $"{name,-28} {band.Count,5} pairs   found {Share(band.Count - missed.Count, band.Count)} (wanted " +
                $"{wanted})   " +
                $"through near-duplicates {Share(band.Count - missed.Count + overCopies, band.Count)}");
            foreach (var stage in missed.CountBy(pair => run.RelationOf(pair.A,
                pair.B)).OrderByDescending(static stage => stage.Value).ThenBy(static stage => stage.Key))
                Console.WriteLine($"{"",-28} {stage.Value,5} {stage.Key}");
            foreach (var (a, b, jaccard, containment) in missed)
                lost.WriteLine(
                    JsonSerializer.Serialize(new { a, b, jaccard, containment, relation = run.RelationOf(a, b) }));
        }

        return 0;
    }

    private static string Share(int part, int whole) => whole == 0 ? "     -" : $"{(double)part / whole:0.0000}";

    private static (string A, string B, double Jaccard, double Containment) Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var pair = json.RootElement;
        return (pair.GetProperty("a").GetString()!, pair.GetProperty("b").GetString()!,
            pair.GetProperty("jaccard").GetDouble(), pair.GetProperty("containment").GetDouble());
    }
}
