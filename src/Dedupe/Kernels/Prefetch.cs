using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Dedupe.Kernels;

/// <summary>Asks for memory before it is needed.</summary>
internal static class Prefetch
{
    /// <summary>
    /// Brings the cache line of a place; nothing happens where the processor has no such instruction.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line<T>(ref T place)
    {
        // The place may move meanwhile: then the wrong line is brought, which changes no result.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
    }
}
