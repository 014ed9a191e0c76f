using System.Numerics;
using Dedupe.Kernels;

namespace Dedupe.Sources;

/// <summary>
/// A canonical Huffman code of RFC 1951, 3.2.2: short codes by one look-up, the rare long ones bit by bit.
/// </summary>
internal sealed class HuffmanTable
{
    /// <summary>Longest code.</summary>
    public const int MaxLength = 15;

    private readonly int width;
    private readonly uint[] fast;
    private readonly ushort[] symbols = new ushort[DeflateCodes.Most];
    private readonly ushort[] counts = new ushort[MaxLength + 1];

    /// <summary>Makes room for a code.</summary>
    /// <param name="width">How many bits a code is looked up by.</param>
    public HuffmanTable(int width)
    {
        this.width = width;
        fast = new uint[1 << width];
    }

    /// <summary>What each of the next bits begin with, see <see cref="DeflateCodes"/>.</summary>
    public uint[] Fast => fast;

    /// <summary>Makes the code from the length of each symbol's; 0 is an unused symbol.</summary>
    /// <param name="lengths">The lengths.</param>
    /// <param name="meanings">What each symbol stands for.</param>
    /// <returns>False when the lengths make no code. A single code of one bit, and no code at all, are let pass as zlib
    /// does.</returns>
    public bool Build(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> meanings)
    {
        Array.Clear(counts);
        foreach (byte length in lengths)
            counts[length]++;
        counts[0] = 0;

        Span<ushort> offsets = stackalloc ushort[MaxLength + 1];
        int left = 1;
        int used = 0;
        for (int length = 1; length <= MaxLength; length++)
        {
            left = (left << 1) - counts[length];
            if (left < 0)
                return false;
            offsets[length] = (ushort)used;
            used += counts[length];
        }

        if (left > 0 && used > 1 || left > 0 && used == 1 && counts[1] == 0)
            return false;

        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
                symbols[offsets[lengths[symbol]]++] = (ushort)symbol;
        }

        Fill(meanings);
        return true;
    }

    // The table of one more bit is the table so far, twice, and the codes of that length.
    private void Fill(ReadOnlySpan<uint> meanings)
    {
        int next = 0;
        int code = 0; // its first bit lowest
        fast[0] = DeflateCodes.Long;
        for (int length = 1; length <= width; length++)
        {
            int half = 1 << (length - 1);
            fast.AsSpan(0, half).CopyTo(fast.AsSpan(half));
            for (int left = counts[length]; left > 0; left--)
            {
                fast[code] = meanings[symbols[next++]] | (uint)length;

                // One more, counted from the other end: the last 0 turns to 1, and what follows it to 0.
                int bit = 1 << BitOperations.Log2((uint)(code ^ ((2 * half) - 1)));
                code = (code & (bit - 1)) | bit;
            }
        }
    }

    /// <summary>Takes the next symbol; 15 bits must be at hand.</summary>
    /// <returns>The symbol, or -1 for bits that are no code.</returns>
    public int Take(ref BitReader reader)
    {
        uint entry = fast[(int)reader.Bits & (fast.Length - 1)];
        if (entry == DeflateCodes.Long)
            return TakeLong(ref reader);
        reader.Drop(DeflateCodes.CodeLength(entry));
        return DeflateCodes.Symbol(entry);
    }

    private int TakeLong(ref BitReader reader)
    {
        ulong bits = reader.Bits;
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= MaxLength; length++)
        {
            code |= (int)(bits & 1);
            bits >>= 1;
            int count = counts[length];
            if (code - first < count)
            {
                reader.Drop(length);
                return symbols[index + code - first];
            }

            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        return -1;
    }
}
