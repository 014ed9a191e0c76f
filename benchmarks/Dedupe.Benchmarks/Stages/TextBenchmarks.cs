using BenchmarkDotNet.Attributes;
using Dedupe.Benchmarks.Corpus;
using Dedupe.Kernels;
using Dedupe.Normalization;
using Dedupe.Signing;

namespace Dedupe.Benchmarks.Stages;

/// <summary>
/// Text to tokens, text to signature and text to keys, one core, by language, in the kernel at work
/// (<c>DEDUPE_KERNEL</c> pins another); natural punctuation with curly quotes throughout.
/// </summary>
public class TextBenchmarks
{
    private const int ShingleSize = 5;

    private static readonly BandingPlan Plan = BandingPlan.For(0.7, 0.95, 128);

    private readonly Tokenizer tokenizer = Tokenizer.For(KernelRegistry.Active);
    private readonly TokenBuffer tokens = new();
    private readonly ShingleKernel shingler = ShingleKernel.For(KernelRegistry.Active);
    private readonly Signature signature = new(Plan.SignatureSize);
    private ulong[] shingles = [];
    private byte[][] texts = [];

    /// <summary>The languages.</summary>
    public static IEnumerable<string> Languages => Enum.GetNames<Language>();

    /// <summary>What is read.</summary>
    [ParamsSource(nameof(Languages))]
    public string Text { get; set; } = nameof(Language.English);

    /// <summary>Makes the texts.</summary>
    [GlobalSetup]
    public void SetUp() => texts = Sample.Texts(Enum.Parse<Language>(Text));

    /// <summary>Text to word hashes and their places.</summary>
    [Benchmark]
    [Work(Sample.Bytes, "B")]
    public int Tokenize()
    {
        var count = 0;
        foreach (var text in texts)
        {
            tokenizer.Tokenize(text, tokens);
            count += tokens.Count;
        }

        return count;
    }

    /// <summary>Text to the MinHash signature of the near tier: tokens, shingles of five, 128 slots at most.</summary>
    [Benchmark]
    [Work(Sample.Bytes, "B")]
    public uint TextToSignature()
    {
        var sum = 0u;
        foreach (var text in texts)
        {
            tokenizer.Tokenize(text, tokens);
            if (shingles.Length < tokens.Count)
                shingles = new ulong[2 * tokens.Count];
            var count = shingler.Hash(tokens.Hashes, ShingleSize, shingles);
            sum += signature.Of(shingles.AsSpan(0, count))[0];
        }

        return sum;
    }

    /// <summary>
    /// Text to the keys of both tiers, the partitions of their entries and the kept texts: what the signing stage does
    /// with a document.
    /// </summary>
    [Benchmark]
    [Work(Sample.Bytes, "B")]
    public long TextToKeys()
    {
        using var documents = new SignedBlocks(1L << 32, Plan.Bands);
        var signer = new DocumentSigner(new TextSigner(), documents);
        foreach (var text in texts)
            signer.Accept(new Document("id"u8.ToArray(), text), new Origin("sample", 1));
        signer.Finish();
        return documents.Entries.Near.Count;
    }
}
