using BenchmarkDotNet.Attributes;
using Dedupe.Benchmarks.Corpus;
using Dedupe.Kernels;

namespace Dedupe.Benchmarks.Kernels;

/// <summary>Words to hashes: words as often and as long as a text has them.</summary>
public class WordHashBenchmarks
{
    private const int Words = 10_000;

    private readonly byte[][] words = new byte[Words][];

    /// <summary>Draws the words.</summary>
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
            words[i] = vocabulary.Bytes(text.Units[i] & Unit.WordMask, withCapital: false).ToArray();
    }

    /// <summary>Hashes 10,000 words, each a span of its own.</summary>
    [Benchmark]
    [Work(Words, " words")]
    public ulong Hash()
    {
        var sum = 0UL;
        foreach (var word in words)
            sum += WordHash.Of(word);
        return sum;
    }
}
