using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedupe.Kernels;

/// <summary>
/// Folds the characters of a block that are not ASCII, by a flat table of the code points below <see cref="Limit"/>:
/// letters of alphabets, and the signs between words. Vectors have folded the rest already.
/// </summary>
internal static class ScriptBlock
{
    /// <summary>Code points below this are in the table.</summary>
    public const int Limit = 0x3000;

    /// <summary>
    /// Bytes that must be readable behind the start of a block: its last character may go on behind it.
    /// </summary>
    public const int Readable = IFoldBlock.Size + 4;

    /// <summary>Room that <see cref="Fold"/> needs: for the folded block and a copy of it aside.</summary>
    public const int FoldRoom = Aside + Readable;

    // Behind what the folded block and the last move may write.
    private const int Aside = 2 * IFoldBlock.Size;

    /// <summary>An entry of the table for a character that this fold cannot take.</summary>
    public const ulong Refused = 1UL << 62;

    // A letter whose folded form is as long as the letter.
    private const ulong Plain = 1UL << 63;
    private const ulong Gap = 1UL << 61;
    private const ulong Nothing = 1UL << 60;
    private const int LengthAt = 32;

    /// <summary>An entry for a character that ends words.</summary>
    public static ulong Separator => Gap;

    /// <summary>An entry for a character that is not there.</summary>
    public static ulong Ignored => Nothing;

    /// <summary>An entry for a letter.</summary>
    /// <param name="length">Its bytes.</param>
    /// <param name="fold">The folded form, the first byte lowest.</param>
    /// <param name="foldLength">Its bytes, 1 to 3 and no more than those of the letter.</param>
    public static ulong Letter(int length, uint fold, int foldLength) =>
        fold | ((ulong)foldLength << LengthAt) | (length == foldLength ? Plain : 0);

    /// <summary>Folds a block in which every character folds to as many bytes as it has.</summary>
    /// <param name="text">The block and <see cref="Readable"/> bytes in all.</param>
    /// <param name="leads">One bit a byte: the first byte of a character that is not ASCII.</param>
    /// <param name="table">One entry a code point below <see cref="Limit"/>.</param>
    /// <param name="folded">The block with its ASCII characters folded; gets the others.</param>
    /// <param name="words">One bit a byte of the block that belongs to an ASCII word; gets those of the others.</param>
    /// <returns>False when a character is of another kind: then nothing counts.</returns>
    [MethodImpl(Compile.Fully)]
    public static bool TryFoldInPlace(
        ReadOnlySpan<byte> text, ulong leads, ReadOnlySpan<ulong> table, Span<byte> folded, ref ulong words)
    {
        _ = text[Readable - 1];
        _ = folded[IFoldBlock.Size + 3];
        _ = table[Limit - 1];
        ref var block = ref MemoryMarshal.GetReference(text);
        ref var output = ref MemoryMarshal.GetReference(folded);
        ref var entries = ref MemoryMarshal.GetReference(table);
        var letters = leads | (leads << 1);
        for (; leads != 0; leads &= leads - 1)
        {
            var at = BitOperations.TrailingZeroCount(leads);
            var two = LoadTwo(ref Unsafe.Add(ref block, at));
            if ((two & 0xE0) != 0xE0)
            {
                var entry = Unsafe.Add(ref entries, CodePoint(two));
                StoreTwo(ref Unsafe.Add(ref output, at), (ushort)entry);
                if ((long)entry < 0)
                    continue;
                if (entry != Gap)
                    return false;
                letters &= ~(3UL << at);
            }
            else
            {
                var code = CodePoint(ref Unsafe.Add(ref block, at));
                if (code >= Limit)
                    return false;
                var entry = Unsafe.Add(ref entries, code);
                if (entry == Gap)
                {
                    letters &= ~(3UL << at);
                }
                else
                {
                    if ((long)entry >= 0)
                        return false;
                    StoreTwo(ref Unsafe.Add(ref output, at), (ushort)entry);
                    Unsafe.Add(ref output, at + 2) = (byte)(entry >> 16);
                    letters |= 4UL << at;
                }
            }
        }

        words |= letters;
        return true;
    }

    /// <summary>Folds a block in which characters may fold to fewer bytes than they have, or to none.</summary>
    /// <param name="text">The block and <see cref="Readable"/> bytes in all.</param>
    /// <param name="leads">One bit a byte: the first byte of a character that is not ASCII.</param>
    /// <param name="table">One entry a code point below <see cref="Limit"/>.</param>
    /// <param name="folded">The block with its ASCII characters folded; gets all folded bytes. Room for
    /// <see cref="FoldRoom"/>.</param>
    /// <param name="open">A word is open before the block.</param>
    /// <param name="words">One bit a byte of the block that belongs to an ASCII word; gets those of the others.</param>
    /// <param name="foldedWords">Gets one bit a folded byte that belongs to a word.</param>
    /// <returns>How many folded bytes there are; -1 when a character is refused: then nothing counts.</returns>
    [MethodImpl(Compile.Fully)]
    public static int Fold(
        ReadOnlySpan<byte> text, ulong leads, ReadOnlySpan<ulong> table, Span<byte> folded, bool open, ref ulong words,
            out ulong foldedWords)
    {
        _ = text[Readable - 1];
        _ = table[Limit - 1];
        folded[..Readable].CopyTo(folded[Aside..FoldRoom]);
        ref var block = ref MemoryMarshal.GetReference(text);
        ref var output = ref MemoryMarshal.GetReference(folded);
        var (written, taken, ignored, ascii) = (0, 0, 0UL, words);
        foldedWords = 0;
        for (; leads != 0; leads &= leads - 1)
        {
            var at = BitOperations.TrailingZeroCount(leads);
            Move(ref output, taken, at, written);
            foldedWords |= (ascii >> taken & ((1UL << (at - taken)) - 1)) << written;
            written += at - taken;

            var two = LoadTwo(ref Unsafe.Add(ref block, at));
            var isTwo = (two & 0xE0) != 0xE0;
            var code = isTwo ? (int)CodePoint(two) : CodePoint(ref Unsafe.Add(ref block, at));
            var length = isTwo ? 2 : 3;
            var entry = code < Limit ? table[code] : Refused;
            taken = at + length;
            var bits = ((1UL << length) - 1) << at;
            if ((entry & (Refused | Gap | Nothing)) == 0)
            {
                var foldLength = (int)(entry >> LengthAt) & 7;
                StoreTwo(ref Unsafe.Add(ref output, written), (ushort)entry);
                Unsafe.Add(ref output, written + 2) = (byte)(entry >> 16);
                foldedWords |= ((1UL << foldLength) - 1) << written;
                words |= bits;
                written += foldLength;
            }
            else if (entry == Gap)
            {
                written++;
            }
            else if (entry == Nothing)
            {
                ignored |= bits;
            }
            else
            {
                return -1;
            }
        }

        if (taken < IFoldBlock.Size)
        {
            Move(ref output, taken, IFoldBlock.Size, written);
            foldedWords |= ascii >> taken << written;
            written += IFoldBlock.Size - taken;
        }

        // What is not there belongs to the word that it follows: the carry of the addition runs through such bits
        // behind a word.
        var follows = ((words << 1) | (open ? 1UL : 0UL)) & ignored;
        words |= ignored & ~(ignored + follows);
        return written;
    }

    /// <summary>How many bytes of the last character of a block stand behind it, 0 to 3.</summary>
    public static int Behind(ReadOnlySpan<byte> text)
    {
        var first = IsInside(text[IFoldBlock.Size]);
        var second = first & IsInside(text[IFoldBlock.Size + 1]);
        return first + second + (second & IsInside(text[IFoldBlock.Size + 2]));
    }

    private static int IsInside(byte unit) => (unit & 0xC0) == 0x80 ? 1 : 0;

    // ASCII characters from the copy aside; a few bytes more than there are do no harm.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref byte output, int from, int to, int written)
    {
        for (; from < to; from += 16, written += 16)
            Unsafe.WriteUnaligned(
                ref Unsafe.Add(ref output, written),
                Unsafe.ReadUnaligned<UInt128>(ref Unsafe.Add(ref output, Aside + from)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint CodePoint(uint two) => ((two & 0x1F) << 6) | (two >> 8 & 0x3F);

    // The code point of a character of three or four bytes, Limit or above where it has four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CodePoint(ref byte character)
    {
        uint first = character;
        uint second = Unsafe.Add(ref character, 1);
        uint third = Unsafe.Add(ref character, 2);
        return first < 0xF0 ? (int)(((first & 0x0F) << 12) | ((second & 0x3F) << 6) | (third & 0x3F)) : Limit;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LoadTwo(ref byte place)
    {
        var value = Unsafe.ReadUnaligned<ushort>(ref place);
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo(ref byte place, ushort value) =>
        Unsafe.WriteUnaligned(
            ref place, BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
}
