using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Signing;

/// <summary>The MinHash signature of a shingle set (Broder 1997); one object a thread. Cost: values times shingles, in the MinHash kernel.</summary>
internal sealed class Signature
{
    private readonly int size;
    private readonly uint[] multipliers;
    private readonly uint[] offsets;
    private readonly uint[] minima;
    private readonly MinHashKernel kernel = MinHashKernel.For(KernelRegistry.Active);
    private uint[] low = new uint[1024];

    /// <summary>Prepares for signatures of a number of values.</summary>
    public Signature(int size)
    {
        this.size = size;
        var slots = (size + MinHashKernel.SlotBlock - 1) / MinHashKernel.SlotBlock * MinHashKernel.SlotBlock;
        (multipliers, offsets) = Permutations.Of(slots);
        minima = new uint[slots];
    }

    /// <summary>The signature of a set of shingle hashes, which may repeat; valid until the next call.</summary>
    [MethodImpl(Compile.Fully)]
    public ReadOnlySpan<uint> Of(ReadOnlySpan<ulong> shingleHashes)
    {
        if (low.Length < shingleHashes.Length)
            low = new uint[2 * shingleHashes.Length];
        LowHalves.Of(shingleHashes, low);
        minima.AsSpan().Fill(uint.MaxValue);
        kernel.Update(low.AsSpan(0, shingleHashes.Length), multipliers, offsets, minima);
        return minima.AsSpan(0, size);
    }
}
