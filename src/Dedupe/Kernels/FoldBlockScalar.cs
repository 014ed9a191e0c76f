using System.Runtime.CompilerServices;
namespace Dedupe.Kernels;

/// <summary>The specification of <see cref="IFoldBlock"/>.</summary>
internal readonly struct FoldBlockScalar : IFoldBlock
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold(ReadOnlySpan<byte> text, Span<byte> folded, out ulong notAscii, out ulong inside)
    {
        var words = 0UL;
        notAscii = inside = 0;
        for (var i = 0; i < IFoldBlock.Size; i++)
        {
            // Setting bit 5 makes letters small and leaves digits alone.
            folded[i] = (byte)(text[i] | 0x20);
            if (char.IsAsciiLetterOrDigit((char)text[i]))
                words |= 1UL << i;
            if (text[i] >= 0x80)
                notAscii |= 1UL << i;
            if ((text[i] & 0xC0) == 0x80)
                inside |= 1UL << i;
        }

        return words;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Places(ulong bits, int offset, Span<int> places) => BitPlaces.Write(bits, offset, places);
}
