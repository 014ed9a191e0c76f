using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dedupe.Kernels;

/// <summary>The lower halves of 64-bit values.</summary>
internal static class LowHalves
{
    /// <summary>Takes the lower half of each value.</summary>
    /// <param name="values">The values.</param>
    /// <param name="halves">Gets the halves; as long as the values.</param>
    [MethodImpl(Compile.Fully)]
    public static void Of(ReadOnlySpan<ulong> values, Span<uint> halves)
    {
        halves = halves[..values.Length];
        var at = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; at + Vector512<uint>.Count <= values.Length; at += Vector512<uint>.Count)
            {
                var (first, second) = (
                    Vector512.Create(values[at..]), Vector512.Create(values[(at + Vector512<ulong>.Count)..]));
                Vector512.Narrow(first, second).CopyTo(halves[at..]);
            }
        }

        for (; at < values.Length; at++)
            halves[at] = (uint)values[at];
    }
}
