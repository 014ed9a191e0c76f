using BenchmarkDotNet.Attributes;
using Dedupe.Kernels;
using Dedupe.Signing;

namespace Dedupe.Benchmarks.Kernels;

/// <summary>
/// Word hashes to shingle hashes, and shingle hashes to window minima, in each kernel this processor runs.
/// </summary>
public class ShingleBenchmarks
{
    private const int Words = 1000;
    private const int ShingleSize = 5;
    private const int Window = 8;

    private readonly ulong[] words = new ulong[Words];
    private readonly ulong[] shingles = new ulong[Words];
    private ShingleKernel shingleKernel = ShingleKernel.For(KernelWidth.Scalar);
    private WindowMinimaKernel minimaKernel = WindowMinimaKernel.For(KernelWidth.Scalar);

    /// <summary>The kernels.</summary>
    public static IEnumerable<string> Widths => HashFamily.AvailableKernels;

    /// <summary>The kernel at work.</summary>
    [ParamsSource(nameof(Widths))]
    public string Width { get; set; } = "scalar";

    /// <summary>Makes the word hashes of one long article.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        shingleKernel = ShingleKernel.For(KernelRegistry.Choose(Width));
        minimaKernel = WindowMinimaKernel.For(KernelRegistry.Choose(Width));
        for (var i = 0; i < Words; i++)
            words[i] = Corpus.Draw.Mix((ulong)i);
    }

    /// <summary>Combines word hashes, five at a time.</summary>
    [Benchmark]
    [Work(Words - ShingleSize + 1, " shingles")]
    public int Combine() => shingleKernel.Hash(words, ShingleSize, shingles);

    /// <summary>Copies 1,000 hashes and reduces them to the minima of windows of 8.</summary>
    [Benchmark]
    [Work(Words, " shingles")]
    public int WindowMinima()
    {
        words.CopyTo(shingles.AsSpan());
        return minimaKernel.Reduce(shingles, Window);
    }
}
