using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedupe.Kernels;

/// <summary>The places of set bits, one after the other.</summary>
internal static class BitPlaces
{
    /// <summary>Room that must be there: at most every second bit of 64 is the start of a run.</summary>
    public const int Room = 36;

    // Text has some ten words in a block: so many places are written without asking, and the loop seldom ends
    // unforeseen.
    private const int Unasked = 12;

    /// <summary>
    /// Writes the place of each set bit, at most 32 of them, and a few places more that have no meaning.
    /// </summary>
    /// <param name="bits">The bits, the lowest first.</param>
    /// <param name="offset">Added to each.</param>
    /// <param name="places">Gets them; <see cref="Room"/> or more.</param>
    public static void Write(ulong bits, int offset, Span<int> places)
    {
        _ = places[Room - 1];
        ref var place = ref MemoryMarshal.GetReference(places);
        for (var i = 0; i < Unasked; i += 4)
            WriteFour(ref bits, offset, ref Unsafe.Add(ref place, i));
        for (place = ref Unsafe.Add(ref place, Unasked); bits != 0; place = ref Unsafe.Add(ref place, 4))
            WriteFour(ref bits, offset, ref place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteFour(ref ulong bits, int offset, ref int place)
    {
        place = offset + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref place, 1) = offset + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref place, 2) = offset + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref place, 3) = offset + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
    }
}
