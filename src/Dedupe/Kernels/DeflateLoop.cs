using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dedupe.Kernels;

/// <summary>
/// The inner loop of unpacking DEFLATE, with all that it works on in registers. It takes symbols for as long as nothing
/// is out of the ordinary. What is (a long code, the end of a block, damage, the end of the input or of the window) it
/// leaves untouched to its caller, who alone judges.
/// </summary>
internal static unsafe class DeflateLoop
{
    /// <summary>How many bits a literal or length is looked up by.</summary>
    public const int LiteralWidth = 11;

    /// <summary>How many bits a distance is looked up by.</summary>
    public const int DistanceWidth = 10;

    private const ulong LiteralMask = (1 << LiteralWidth) - 1;
    private const ulong DistanceMask = (1 << DistanceWidth) - 1;
    private const int LongestMatch = 258;

    // Two refills of 8 bytes in one turn.
    private const int InputSlack = 16;

    // Three literals, a match, and what its last wide moves write past it.
    private const int WindowSlack = 3 + LongestMatch + 32;

    /// <summary>Unpacks some symbols.</summary>
    /// <param name="rest">The packed bytes.</param>
    /// <param name="bits">The bits at hand before them, the next one lowest.</param>
    /// <param name="count">How many of those count.</param>
    /// <param name="window">Where to.</param>
    /// <param name="end">How far the window is filled; it moves on.</param>
    /// <param name="literals">The code of literals and lengths: an entry of <see cref="DeflateCodes"/> for each of the
    /// next <see cref="LiteralWidth"/> bits.</param>
    /// <param name="distances">The code of distances, likewise.</param>
    /// <returns>How many packed bytes were used.</returns>
    [MethodImpl(Compile.Fully)]
    public static int Run(
        ReadOnlySpan<byte> rest, ref ulong bits, ref int count, byte[] window, ref int end, uint[] literals,
        uint[] distances)
    {
        if (rest.Length < InputSlack || end > window.Length - WindowSlack)
            return 0;
        var (atHand, left) = (bits, count);
        fixed (byte* start = rest, output = window)
        fixed (uint* literalCodes = literals, distanceCodes = distances)
        {
            byte* input = start;
            byte* lastInput = start + rest.Length - InputSlack;
            byte* to = output + end;
            byte* lastTo = output + window.Length - WindowSlack;
            while (input <= lastInput && to <= lastTo)
            {
                input = Refill(input, ref atHand, ref left);
                uint entry = literalCodes[atHand & LiteralMask];
                if (DeflateCodes.IsLiteral(entry))
                {
                    *to++ = Drop(entry, ref atHand, ref left);
                    entry = literalCodes[atHand & LiteralMask];
                    if (DeflateCodes.IsLiteral(entry))
                    {
                        *to++ = Drop(entry, ref atHand, ref left);
                        entry = literalCodes[atHand & LiteralMask];
                        if (DeflateCodes.IsLiteral(entry))
                        {
                            *to++ = Drop(entry, ref atHand, ref left);
                            continue;
                        }

                        input = Refill(input, ref atHand, ref left);
                    }
                }

                // 45 bits are at hand, and a match by short codes takes at most 11 + 5 + 10 + 13.
                int taken = DeflateCodes.CodeLength(entry);
                int length = DeflateCodes.Base(entry);
                if (length == 0)
                    break;
                length += Extra(entry, atHand >> taken);
                taken += DeflateCodes.Extra(entry);
                entry = distanceCodes[(atHand >> taken) & DistanceMask];
                int distance = DeflateCodes.Base(entry);
                if (distance == 0)
                    break;
                taken += DeflateCodes.CodeLength(entry);
                distance += Extra(entry, atHand >> taken);
                taken += DeflateCodes.Extra(entry);
                if (distance > to - output)
                    break;
                atHand >>= taken;
                left -= taken;
                CopyMatch(to, distance, to + length);
                to += length;
            }

            (bits, count, end) = (atHand, left, (int)(to - output));
            return (int)(input - start);
        }
    }

    // At least 56 bits are at hand then. Bits above the count are the next byte's own, and are set again to the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Refill(byte* input, ref ulong bits, ref int count)
    {
        ulong next = Unsafe.ReadUnaligned<ulong>(input);
        bits |= (BitConverter.IsLittleEndian ? next : BinaryPrimitives.ReverseEndianness(next)) << count;
        input += (63 - count) >> 3;
        count |= 56;
        return input;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Drop(uint entry, ref ulong bits, ref int count)
    {
        bits >>= DeflateCodes.CodeLength(entry);
        count -= DeflateCodes.CodeLength(entry);
        return DeflateCodes.Literal(entry);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Extra(uint entry, ulong bits) => (int)(bits & ((1UL << DeflateCodes.Extra(entry)) - 1));

    // By wide moves, which may write past the end of the match; there nothing stands yet.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyMatch(byte* to, int distance, byte* end)
    {
        byte* from = to - distance;
        if (distance < Vector128<byte>.Count)
            from = Spread(ref to, distance);
        Move(ref from, ref to);
        do
            Move(ref from, ref to);
        while (to < end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref byte* from, ref byte* to)
    {
        Vector128.Load(from).Store(to);
        from += Vector128<byte>.Count;
        to += Vector128<byte>.Count;
    }

    // A match that runs into its own output repeats what stands before it: so often that the rest can be moved widely.
    private static byte* Spread(ref byte* to, int distance)
    {
        int wide = distance;
        for (; wide < Vector128<byte>.Count; wide += distance)
        {
            for (byte* stop = to + distance; to < stop; to++)
                *to = to[-distance];
        }

        return to - wide;
    }
}
