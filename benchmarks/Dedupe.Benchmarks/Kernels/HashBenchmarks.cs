using BenchmarkDotNet.Attributes;
using Dedupe.Benchmarks.Corpus;
using Dedupe.Kernels;

namespace Dedupe.Benchmarks.Kernels;

/// <summary>Words to hashes, and word hashes to shingle hashes.</summary>
public class HashBenchmarks
{
    private const int Words = 10_000;
    private const int ShingleSize = 5;

    private readonly byte[][] words = new byte[Words][];
    private readonly ulong[] hashes = new ulong[Words];
    private readonly ulong[] shingles = new ulong[Words];

    /// <summary>Draws words as a text has them.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var vocabulary = Vocabulary.Build(Language.English, seed: 1);
        var draw = new Draw(1, 1);
        var text = new TextUnits();
        var prose = new Prose(vocabulary, seed: 1);
        prose.ChooseTopic(draw);
        prose.Write(text, draw, Words);
        for (var i = 0; i < Words; i++)
        {
            words[i] = vocabulary.Bytes(text.Units[i] & Unit.WordMask, withCapital: false).ToArray();
            hashes[i] = WordHash.Of(words[i]);
        }
    }

    /// <summary>Hashes 10,000 words.</summary>
    [Benchmark]
    [Work(Words, "M words")]
    public ulong WordHashes()
    {
        var sum = 0UL;
        foreach (var word in words)
            sum += WordHash.Of(word);
        return sum;
    }

    /// <summary>Combines 10,000 word hashes, five at a time.</summary>
    [Benchmark]
    [Work(Words - ShingleSize + 1, "M shingles")]
    public int ShingleHashes() => ShingleKernel.For(KernelRegistry.Active).Hash(hashes, ShingleSize, shingles);
}
