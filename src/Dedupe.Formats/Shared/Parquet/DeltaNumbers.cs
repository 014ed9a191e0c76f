namespace Dedupe.Formats.Shared.Parquet;

/// <summary>Whole numbers as blocks of differences, packed to as few bits as each part of a block needs.</summary>
internal static class DeltaNumbers
{
    private const int MostParts = 1 << 16;

    /// <summary>Reads as many numbers as there is room for.</summary>
    /// <returns>The bytes they take.</returns>
    /// <exception cref="Sources.InputException">There are fewer.</exception>
    public static int Read(ReadOnlySpan<byte> bytes, Span<long> numbers)
    {
        var rest = bytes;
        ulong block = Varint(ref rest);
        ulong parts = Varint(ref rest);
        ulong total = Varint(ref rest);
        long last = ZigZag(ref rest);
        if (parts is 0 or > MostParts || block == 0 || block % parts != 0 || block > int.MaxValue)
            throw ParquetFault.Corrupt("a block of differences makes no sense");
        if (total < (ulong)numbers.Length)
            throw ParquetFault.Corrupt("a page has fewer values than it says");
        // What follows begins behind all of them.
        if (total > (ulong)numbers.Length)
            throw ParquetFault.Corrupt("a page has more values than it says");
        if (numbers.IsEmpty)
            return bytes.Length - rest.Length;
        numbers[0] = last;
        int ofPart = (int)(block / parts);
        for (int at = 1; at < numbers.Length;)
        {
            long least = ZigZag(ref rest);
            if (rest.Length < (int)parts)
                throw ParquetFault.Corrupt("a block of differences is cut");
            var widths = rest[..(int)parts];
            rest = rest[(int)parts..];
            foreach (byte width in widths)
            {
                if (at == numbers.Length)
                    break;
                // The last part may be cut where no numbers follow.
                int count = Math.Min(ofPart, numbers.Length - at);
                long size = ((long)ofPart * width) / 8;
                if (width > 64 || rest.Length < ((long)count * width + 7) / 8)
                    throw ParquetFault.Corrupt("a block of differences is cut");
                Add(rest, width, least, numbers.Slice(at, count), ref last);
                rest = rest[(int)Math.Min(size, rest.Length)..];
                at += count;
            }
        }

        return bytes.Length - rest.Length;
    }

    private static void Add(ReadOnlySpan<byte> bytes, int width, long least, Span<long> numbers, ref long last)
    {
        long bit = 0;
        foreach (ref long number in numbers)
        {
            ulong difference = 0;
            for (int taken = 0; taken < width;)
            {
                int offset = (int)(bit & 7);
                int count = Math.Min(8 - offset, width - taken);
                ulong part = (ulong)(bytes[(int)(bit >> 3)] >> offset) & ((1UL << count) - 1);
                difference |= part << taken;
                taken += count;
                bit += count;
            }

            last = unchecked(last + least + (long)difference);
            number = last;
        }
    }

    private static long ZigZag(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = Varint(ref bytes);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int i = 0; i < 10; i++)
        {
            if (i == bytes.Length)
                break;
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return value;
        }

        throw ParquetFault.Corrupt("a block of differences is cut");
    }
}
