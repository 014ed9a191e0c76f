using BenchmarkDotNet.Attributes;
using Dedupe.Kernels;
using Dedupe.Signing;

namespace Dedupe.Benchmarks.Kernels;

/// <summary>One article's shingles into one signature, under each kernel this processor runs.</summary>
public class MinHashBenchmarks
{
    private const int Slots = 128;
    private const int Shingles = 600;

    private readonly uint[] hashes = new uint[Shingles];
    private readonly uint[] minima = new uint[Slots];
    private (uint[] Multipliers, uint[] Offsets) permutations;
    private MinHashKernel kernel = MinHashKernel.For(KernelWidth.Scalar);

    [ParamsSource(nameof(Kernels))]
    public string Kernel { get; set; } = "scalar";

    public static IEnumerable<string> Kernels => HashFamily.AvailableKernels;

    [GlobalSetup]
    public void Prepare()
    {
        kernel = MinHashKernel.For(KernelRegistry.Choose(Kernel));
        permutations = Permutations.Of(Slots);
        for (var i = 0; i < Shingles; i++) hashes[i] = (uint)i * 2654435769;
    }

    [Benchmark]
    public uint Signature()
    {
        minima.AsSpan().Fill(uint.MaxValue);
        kernel.Update(hashes, permutations.Multipliers, permutations.Offsets, minima);
        return minima[0];
    }
}
