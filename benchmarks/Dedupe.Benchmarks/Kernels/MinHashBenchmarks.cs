using BenchmarkDotNet.Attributes;
using Dedupe.Kernels;
using Dedupe.Signing;

namespace Dedupe.Benchmarks.Kernels;

/// <summary>MinHash with 128 slots over the shingles of one long article, in each kernel this processor runs.</summary>
public class MinHashBenchmarks
{
    private const int Shingles = 1000;
    private const int Slots = 128;

    private readonly uint[] hashes = new uint[Shingles];
    private readonly uint[] minima = new uint[Slots];
    private uint[] multipliers = [];
    private uint[] offsets = [];
    private MinHashKernel kernel = MinHashKernel.For(KernelWidth.Scalar);

    /// <summary>The kernels.</summary>
    public static IEnumerable<string> Widths => HashFamily.AvailableKernels;

    /// <summary>The kernel at work.</summary>
    [ParamsSource(nameof(Widths))]
    public string Width { get; set; } = "scalar";

    /// <summary>Makes hashes and permutations.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        kernel = MinHashKernel.For(KernelRegistry.Choose(Width));
        (multipliers, offsets) = Permutations.Of(Slots);
        for (var i = 0; i < Shingles; i++)
            hashes[i] = (uint)Corpus.Draw.Mix((ulong)i);
    }

    /// <summary>Lowers the minima of 128 slots by 1,000 shingles.</summary>
    [Benchmark]
    [Work(Shingles, " shingles")]
    public uint Update()
    {
        Array.Fill(minima, uint.MaxValue);
        kernel.Update(hashes, multipliers, offsets, minima);
        return minima[0];
    }
}
