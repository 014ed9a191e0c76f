namespace Dedupe.Sources;

/// <summary>
/// A canonical Huffman code of RFC 1951, 3.2.2: short codes by one look-up, the rare long ones bit by bit.
/// </summary>
internal sealed class HuffmanTable
{
    /// <summary>Longest code.</summary>
    public const int MaxLength = 15;

    private const int FastBits = 11;
    private const int FastMask = (1 << FastBits) - 1;

    // symbol << 4 | length; 0 is a code longer than FastBits, or none.
    private readonly ushort[] fast = new ushort[1 << FastBits];
    private readonly ushort[] symbols = new ushort[288];
    private readonly ushort[] counts = new ushort[MaxLength + 1];

    /// <summary>Makes the code from the length of each symbol's; 0 is an unused symbol.</summary>
    /// <returns>False when the lengths make no code. A single code of one bit, and no code at all, are let pass as zlib
    /// does.</returns>
    public bool Build(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(counts);
        Array.Clear(fast);
        foreach (byte length in lengths)
            counts[length]++;
        counts[0] = 0;

        Span<ushort> next = stackalloc ushort[MaxLength + 1];
        Span<ushort> offsets = stackalloc ushort[MaxLength + 1];
        int left = 1;
        int used = 0;
        int code = 0;
        for (int length = 1; length <= MaxLength; length++)
        {
            left = (left << 1) - counts[length];
            if (left < 0)
                return false;
            code <<= 1;
            next[length] = (ushort)code;
            offsets[length] = (ushort)used;
            code += counts[length];
            used += counts[length];
        }

        if (left > 0 && used > 1 || left > 0 && used == 1 && counts[1] == 0)
            return false;

        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length == 0)
                continue;
            symbols[offsets[length]++] = (ushort)symbol;
            int reversed = Reverse(next[length]++, length);
            if (length > FastBits)
                continue;
            var entry = (ushort)(symbol << 4 | length);
            for (int index = reversed; index < fast.Length; index += 1 << length)
                fast[index] = entry;
        }

        return true;
    }

    /// <summary>Takes the next symbol; 15 bits must be at hand.</summary>
    /// <returns>The symbol, or -1 for bits that are no code.</returns>
    public int Take(ref BitReader reader)
    {
        int entry = fast[(int)reader.Bits & FastMask];
        if (entry == 0)
            return TakeLong(ref reader);
        reader.Drop(entry & 15);
        return entry >> 4;
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

    private static int Reverse(int code, int length)
    {
        int reversed = 0;
        for (int bit = 0; bit < length; bit++)
            reversed |= ((code >> bit) & 1) << (length - 1 - bit);
        return reversed;
    }
}
