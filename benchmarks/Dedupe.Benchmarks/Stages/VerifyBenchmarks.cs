using System.Buffers;
using BenchmarkDotNet.Attributes;
using Dedupe.Benchmarks.Corpus;
using Dedupe.Verification;

namespace Dedupe.Benchmarks.Stages;

/// <summary>Comparing pairs exactly: copies with one word in ten changed, and unrelated texts, of 400 words.</summary>
public class VerifyBenchmarks
{
    private const int Pairs = 64;
    private const int Words = 400;
    private const int ShingleSize = 5;

    private readonly byte[][] originals = new byte[Pairs][];
    private readonly byte[][] copies = new byte[Pairs][];
    private readonly PreparedText first = new();
    private readonly PreparedText second = new();
    private readonly PairVerifier verifier = new(new DedupeOptions());

    /// <summary>Writes the texts.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var vocabulary = Vocabulary.Build(Language.English, seed: 1);
        var prose = new Prose(vocabulary, seed: 1);
        var editing = new Editing(prose);
        var printer = new Printer(vocabulary);
        for (var pair = 0; pair < Pairs; pair++)
        {
            var draw = new Draw(1, 3, (ulong)pair);
            var original = new TextUnits();
            var copy = new TextUnits();
            prose.ChooseTopic(draw);
            prose.Write(original, draw, Words);
            editing.Reword(original, 0, original.Count, copy, draw, perMille: 100);
            originals[pair] = Printed(original);
            copies[pair] = Printed(copy);
        }

        byte[] Printed(TextUnits text)
        {
            var buffer = new ArrayBufferWriter<byte>();
            printer.Print(text, buffer, straight: false, json: false);
            return buffer.WrittenSpan.ToArray();
        }
    }

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
            first.Prepare(originals[pair], ShingleSize);
            second.Prepare(copies[pair], ShingleSize);
            words += first.Tokens.Count + second.Tokens.Count;
        }

        return words;
    }

    private double Verify(int shift)
    {
        var sum = 0.0;
        for (var pair = 0; pair < Pairs; pair++)
        {
            first.Prepare(originals[pair], ShingleSize);
            second.Prepare(copies[(pair + shift) % Pairs], ShingleSize);
            sum += verifier.Verify(first, second, default, null).Jaccard;
        }

        return sum;
    }
}
