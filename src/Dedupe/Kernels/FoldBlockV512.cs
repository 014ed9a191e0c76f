using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512;
using Vec = System.Runtime.Intrinsics.Vector512<byte>;

namespace Dedupe.Kernels;

/// <summary><see cref="IFoldBlock"/> with 512-bit vectors.</summary>
internal readonly struct FoldBlockV512 : IFoldBlock
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold(ReadOnlySpan<byte> text, Span<byte> folded, out ulong notAscii, out ulong inside)
    {
        text = text[..IFoldBlock.Size];
        folded = folded[..IFoldBlock.Size];
        var words = 0UL;
        notAscii = inside = 0;
        for (var at = 0; at < IFoldBlock.Size; at += Vec.Count)
        {
            var bytes = V.Create<byte>(text.Slice(at, Vec.Count));
            var small = bytes | V.Create((byte)0x20);
            V.CopyTo(small, folded[at..]);
            var letters = V.LessThan(small - V.Create((byte)'a'), V.Create((byte)26));
            var digits = V.LessThan(bytes - V.Create((byte)'0'), V.Create((byte)10));
            words |= V.ExtractMostSignificantBits(letters | digits) << at;
            notAscii |= V.ExtractMostSignificantBits(bytes) << at;
            // As signed numbers, the bytes that continue a character are those below -64.
            inside |= V.ExtractMostSignificantBits(V.LessThan(bytes.AsSByte(), V.Create((sbyte)-64))) << at;
        }

        return words;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Places(ulong bits, int offset, Span<int> places)
    {
        if (!Avx512Vbmi2.IsSupported)
        {
            BitPlaces.Write(bits, offset, places);
            return;
        }

        // Each byte of a vector of 0, 1, 2 … looks its own bit up; those whose bit is set are moved together, and
        // widened.
        var own = Avx512BW.Shuffle(V.Create(bits).AsByte(), Eighths) & V.Create(0x8040201008040201).AsByte();
        var chosen = Avx512Vbmi2.Compress(Vec.Zero, ~V.Equals(own, Vec.Zero), Numbers);
        var start = V.Create(offset);
        V.CopyTo(Avx512F.ConvertToVector512Int32(chosen.GetLower().GetLower()) + start, places);
        V.CopyTo(Avx512F.ConvertToVector512Int32(chosen.GetLower().GetUpper()) + start, places[16..]);
    }

    private static Vec Numbers => V.CreateSequence<byte>(0, 1);

    private static Vec Eighths => V.CreateSequence<byte>(0, 1) >>> 3;
}
