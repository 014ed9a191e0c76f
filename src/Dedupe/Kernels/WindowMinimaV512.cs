using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512;
using Vec = System.Runtime.Intrinsics.Vector512<ulong>;

namespace Dedupe.Kernels;

/// <summary><see cref="WindowMinimaKernel"/> with 512-bit vectors.</summary>
internal sealed class WindowMinimaV512 : WindowMinimaKernel
{
    /// <inheritdoc/>
    [MethodImpl(Compile.Fully)]
    public override int TakeNew(ReadOnlySpan<ulong> values, Span<ulong> taken)
    {
        if (!Avx512F.IsSupported)
            return base.TakeNew(values, taken);
        taken[0] = values[0];
        var (count, at) = (1, 1);
        for (; at + Vec.Count <= values.Length; at += Vec.Count)
        {
            var here = V.Create<ulong>(values[at..]);
            var isNew = ~V.Equals(here, V.Create<ulong>(values[(at - 1)..]));
            V.CopyTo(Avx512F.Compress(Vec.Zero, isNew, here), taken[count..]);
            count += BitOperations.PopCount(V.ExtractMostSignificantBits(isNew));
        }

        for (; at < values.Length; at++)
        {
            taken[count] = values[at];
            count += values[at] != values[at - 1] ? 1 : 0;
        }

        return count;
    }

    /// <inheritdoc/>
    [MethodImpl(Compile.Fully)]
    protected override void Halve(Span<ulong> values, int count, int distance)
    {
        var at = 0;
        for (; at + Vec.Count <= count; at += Vec.Count)
            V.CopyTo(V.Min(V.Create<ulong>(values[at..]), V.Create<ulong>(values[(at + distance)..])), values[at..]);
        for (; at < count; at++)
            values[at] = Math.Min(values[at], values[at + distance]);
    }
}
