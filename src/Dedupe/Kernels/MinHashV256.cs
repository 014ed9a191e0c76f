using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector256;
using Vec = System.Runtime.Intrinsics.Vector256<uint>;

namespace Dedupe.Kernels;

/// <summary>
/// <see cref="MinHashKernel"/> with 256-bit vectors: four vectors of slots stay in registers while all hashes pass by.
/// </summary>
internal sealed class MinHashV256 : MinHashKernel
{
    /// <inheritdoc/>
    [MethodImpl(Compile.Fully)]
    public override void Update(
        ReadOnlySpan<uint> hashes, ReadOnlySpan<uint> multipliers, ReadOnlySpan<uint> offsets, Span<uint> minima)
    {
        var width = Vec.Count;
        for (var slot = 0; slot < minima.Length; slot += 4 * width)
        {
            var a0 = V.Create<uint>(multipliers[slot..]);
            var a1 = V.Create<uint>(multipliers[(slot + width)..]);
            var a2 = V.Create<uint>(multipliers[(slot + (2 * width))..]);
            var a3 = V.Create<uint>(multipliers[(slot + (3 * width))..]);
            var b0 = V.Create<uint>(offsets[slot..]);
            var b1 = V.Create<uint>(offsets[(slot + width)..]);
            var b2 = V.Create<uint>(offsets[(slot + (2 * width))..]);
            var b3 = V.Create<uint>(offsets[(slot + (3 * width))..]);
            var m0 = V.Create<uint>(minima[slot..]);
            var m1 = V.Create<uint>(minima[(slot + width)..]);
            var m2 = V.Create<uint>(minima[(slot + (2 * width))..]);
            var m3 = V.Create<uint>(minima[(slot + (3 * width))..]);
            foreach (var hash in hashes)
            {
                var x = V.Create(hash);
                m0 = V.Min(m0, (x * a0) + b0);
                m1 = V.Min(m1, (x * a1) + b1);
                m2 = V.Min(m2, (x * a2) + b2);
                m3 = V.Min(m3, (x * a3) + b3);
            }

            V.CopyTo(m0, minima[slot..]);
            V.CopyTo(m1, minima[(slot + width)..]);
            V.CopyTo(m2, minima[(slot + (2 * width))..]);
            V.CopyTo(m3, minima[(slot + (3 * width))..]);
        }
    }
}
