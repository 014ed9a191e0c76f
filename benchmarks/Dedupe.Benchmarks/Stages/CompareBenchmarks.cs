using BenchmarkDotNet.Attributes;

namespace Dedupe.Benchmarks.Stages;

/// <summary>
/// Comparing two texts as a user of the library does: with one comparer for all pairs, and with a new one for each.
/// Copies with one word in ten changed, and unrelated texts, of 400 words.
/// </summary>
[MemoryDiagnoser]
public class CompareBenchmarks
{
    private const int Pairs = 64;

    private readonly PairComparer comparer = new();
    private TextPairs texts = null!;

    /// <summary>Writes the texts.</summary>
    [GlobalSetup]
    public void SetUp() => texts = new TextPairs(Pairs, words: 400);

    /// <summary>Copies, one comparer.</summary>
    [Benchmark(OperationsPerInvoke = Pairs)]
    public double Copies() => Compare(fresh: false, shift: 0);

    /// <summary>Unrelated texts, one comparer.</summary>
    [Benchmark(OperationsPerInvoke = Pairs)]
    public double Unrelated() => Compare(fresh: false, shift: 1);

    /// <summary>One text with all others, one comparer.</summary>
    [Benchmark(OperationsPerInvoke = Pairs)]
    public double OneWithAll()
    {
        var sum = 0.0;
        for (var pair = 0; pair < Pairs; pair++)
            sum += comparer.Compare(texts.Originals[0], texts.Copies[pair]).Jaccard;
        return sum;
    }

    /// <summary>Copies, a comparer for each pair.</summary>
    [Benchmark(OperationsPerInvoke = Pairs)]
    public double CopiesAfresh() => Compare(fresh: true, shift: 0);

    /// <summary>Unrelated texts, a comparer for each pair.</summary>
    [Benchmark(OperationsPerInvoke = Pairs)]
    public double UnrelatedAfresh() => Compare(fresh: true, shift: 1);

    private double Compare(bool fresh, int shift)
    {
        var sum = 0.0;
        for (var pair = 0; pair < Pairs; pair++)
        {
            var used = fresh ? new PairComparer() : comparer;
            sum += used.Compare(texts.Originals[pair], texts.Copies[(pair + shift) % Pairs]).Jaccard;
        }

        return sum;
    }
}
