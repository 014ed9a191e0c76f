using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Signing;

/// <summary>
/// The MinHash signature of a shingle set (Broder 1997); one object a thread. Cost: values times shingles, in the
/// MinHash kernel.
/// </summary>
internal sealed class Signature
{
    private readonly Steps steps;
    private readonly int size;
    private readonly uint[] multipliers;
    private readonly uint[] offsets;
    private readonly uint[] minima;
    private readonly MinHashKernel kernel = MinHashKernel.For(KernelRegistry.Active);
    private readonly uint[] low = new uint[Steps.Between];

    /// <summary>Prepares for signatures of a number of values.</summary>
    /// <param name="size">How many values.</param>
    /// <param name="steps">Counts what is done.</param>
    public Signature(int size, Steps? steps = null)
    {
        this.steps = steps ?? new Steps();
        this.size = size;
        var slots = (size + MinHashKernel.SlotBlock - 1) / MinHashKernel.SlotBlock * MinHashKernel.SlotBlock;
        (multipliers, offsets) = Permutations.Of(slots);
        minima = new uint[slots];
    }

    /// <summary>The signature of a set of shingle hashes, which may repeat; valid until the next call.</summary>
    [MethodImpl(Compile.Fully)]
    public ReadOnlySpan<uint> Of(ReadOnlySpan<ulong> shingleHashes)
    {
        minima.AsSpan().Fill(uint.MaxValue);
        while (!shingleHashes.IsEmpty)
        {
            var piece = low.AsSpan(0, Math.Min(shingleHashes.Length, low.Length));
            steps.Add(piece.Length);
            LowHalves.Of(shingleHashes[..piece.Length], piece);
            kernel.Update(piece, multipliers, offsets, minima);
            shingleHashes = shingleHashes[piece.Length..];
        }

        return minima.AsSpan(0, size);
    }
}
