using BenchmarkDotNet.Attributes;
using Dedupe.Verification;

namespace Dedupe.Benchmarks.Stages;

/// <summary>Comparing pairs exactly: copies with one word in ten changed, and unrelated texts, of 400 words.</summary>
public class VerifyBenchmarks
{
    private const int Pairs = 64;
    private const int Words = 400;
    private const int ShingleSize = 5;

    private TextPairs texts = null!;
    private readonly PreparedText first = new();
    private readonly PreparedText second = new();
    private readonly PairVerifier verifier = new(new DedupeOptions());

    /// <summary>Writes the texts.</summary>
    [GlobalSetup]
    public void SetUp() => texts = new TextPairs(Pairs, Words);

    /// <summary>Makes both texts ready and compares them.</summary>
    [Benchmark]
    [Work(Pairs, " pairs")]
    public double Copies() => Verify(shift: 0);

    /// <summary>The same with texts that share nothing but stock phrases.</summary>
    [Benchmark]
    [Work(Pairs, " pairs")]
    public double Unrelated() => Verify(shift: 1);

    /// <summary>Only makes the texts ready: tokens, quotations, shingle sets.</summary>
    [Benchmark]
    [Work(2 * Pairs, " texts")]
    public int Prepare()
    {
        var words = 0;
        for (var pair = 0; pair < Pairs; pair++)
        {
            first.Prepare(texts.Originals[pair], ShingleSize);
            second.Prepare(texts.Copies[pair], ShingleSize);
            words += first.Tokens.Count + second.Tokens.Count;
        }

        return words;
    }

    private double Verify(int shift)
    {
        var sum = 0.0;
        for (var pair = 0; pair < Pairs; pair++)
        {
            first.Prepare(texts.Originals[pair], ShingleSize);
            second.Prepare(texts.Copies[(pair + shift) % Pairs], ShingleSize);
            sum += verifier.Verify(first, second, default, null).Jaccard;
        }

        return sum;
    }
}
