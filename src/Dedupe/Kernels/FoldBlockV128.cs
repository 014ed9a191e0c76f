using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using Vec = System.Runtime.Intrinsics.Vector128<byte>;

namespace Dedupe.Kernels;

/// <summary><see cref="IFoldBlock"/> with 128-bit vectors.</summary>
internal readonly struct FoldBlockV128 : IFoldBlock
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
            words |= (ulong)V.ExtractMostSignificantBits(letters | digits) << at;
            notAscii |= (ulong)V.ExtractMostSignificantBits(bytes) << at;
            // As signed numbers, the bytes that continue a character are those below -64.
            inside |= (ulong)V.ExtractMostSignificantBits(V.LessThan(bytes.AsSByte(), V.Create((sbyte)-64))) << at;
        }

        return words;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Places(ulong bits, int offset, Span<int> places) => BitPlaces.Write(bits, offset, places);
}
