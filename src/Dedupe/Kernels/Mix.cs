using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>Finalizers: bijections of 64 bits in which every input bit moves every output bit.</summary>
internal static class Mix
{
    /// <summary>Spreads 64 bits (xor-shift and odd multiplications, constants by Stafford, variant 13).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Finish(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
