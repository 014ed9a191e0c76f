using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector512;
using Vec = System.Runtime.Intrinsics.Vector512<ulong>;

namespace Dedupe.Kernels;

/// <summary><see cref="WindowMinimaKernel"/> with 512-bit vectors.</summary>
internal sealed class WindowMinimaV512 : WindowMinimaKernel
{
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
