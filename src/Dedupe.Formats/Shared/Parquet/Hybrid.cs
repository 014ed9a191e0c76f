using System.Buffers.Binary;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>
/// Small numbers as Parquet writes levels and places in dictionaries: runs of one number, and groups of eight that are
/// packed to bits.
/// </summary>
internal static class Hybrid
{
    /// <summary>Reads numbers until the destination is full.</summary>
    /// <param name="bytes">What they are in.</param>
    /// <param name="width">Bits of a number, 0 to 32.</param>
    /// <param name="numbers">Takes them.</param>
    /// <exception cref="Sources.InputException">There are fewer.</exception>
    public static void Read(ReadOnlySpan<byte> bytes, int width, Span<int> numbers)
    {
        if (width is < 0 or > 32)
            throw ParquetFault.Corrupt($"numbers of {width} bits are impossible");
        if (width == 0)
        {
            numbers.Clear();
            return;
        }

        while (!numbers.IsEmpty)
        {
            uint head = Varint(ref bytes);
            int count = (int)Math.Min(head >> 1, int.MaxValue / 8);
            if ((head & 1) != 0)
            {
                // The last group may be cut where no numbers follow.
                long wanted = (long)count * width;
                int taken = (int)Math.Min(wanted, bytes.Length);
                int whole = (int)Math.Min(Math.Min(8L * count, numbers.Length), 8L * taken / width);
                if (whole == 0)
                    throw Short();
                Unpack(bytes[..taken], width, numbers[..whole]);
                bytes = bytes[taken..];
                numbers = numbers[whole..];
                continue;
            }

            int size = (width + 7) / 8;
            if (bytes.Length < size || count == 0)
                throw Short();
            int value = 0;
            for (int i = 0; i < size; i++)
                value |= bytes[i] << (8 * i);
            bytes = bytes[size..];
            count = Math.Min(count, numbers.Length);
            numbers[..count].Fill(value);
            numbers = numbers[count..];
        }
    }

    /// <summary>Reads numbers packed to bits, the first in the lowest.</summary>
    public static void Unpack(ReadOnlySpan<byte> bytes, int width, Span<int> numbers)
    {
        ulong mask = (1UL << width) - 1;
        long bit = 0;
        foreach (ref int number in numbers)
        {
            int at = (int)(bit >> 3);
            ulong window = 0;
            if (at + sizeof(ulong) <= bytes.Length)
            {
                window = BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
            }
            else
            {
                for (int i = bytes.Length - 1; i >= at; i--)
                    window = (window << 8) | bytes[i];
            }

            number = (int)((window >> (int)(bit & 7)) & mask);
            bit += width;
        }
    }

    /// <summary>Writes numbers; runs of eight and more as such.</summary>
    public static void Write(MemoryStream output, int width, ReadOnlySpan<int> numbers)
    {
        int start = 0;
        for (int at = 0; at < numbers.Length;)
        {
            int run = 1;
            while (at + run < numbers.Length && numbers[at + run] == numbers[at])
                run++;
            // Groups of eight cannot end before a run that begins inside of one.
            if (run >= 8 && (at - start) % 8 == 0)
            {
                Pack(output, width, numbers[start..at]);
                Varint(output, (uint)run << 1);
                for (int i = 0; i < (width + 7) / 8; i++)
                    output.WriteByte((byte)(numbers[at] >> (8 * i)));
                start = at + run;
                at = start;
                continue;
            }

            int toGroup = 8 - ((at - start) % 8);
            at += run >= 8 ? Math.Min(run, toGroup) : run;
        }

        Pack(output, width, numbers[start..]);
    }

    private static void Pack(MemoryStream output, int width, ReadOnlySpan<int> numbers)
    {
        if (numbers.IsEmpty)
            return;
        int groups = (numbers.Length + 7) / 8;
        Varint(output, ((uint)groups << 1) | 1);
        ulong window = 0;
        int bits = 0;
        for (int i = 0; i < 8 * groups; i++)
        {
            window |= (ulong)(uint)(i < numbers.Length ? numbers[i] : 0) << bits;
            for (bits += width; bits >= 8; bits -= 8, window >>= 8)
                output.WriteByte((byte)window);
        }
    }

    private static uint Varint(ref ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        for (int i = 0; i < 5; i++)
        {
            if (i == bytes.Length)
                throw Short();
            value |= (uint)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return value;
        }

        throw ParquetFault.Corrupt("a count of levels is too large");
    }

    private static void Varint(MemoryStream output, uint value)
    {
        for (; value >= 0x80; value >>= 7)
            output.WriteByte((byte)(value | 0x80));
        output.WriteByte((byte)value);
    }

    private static Sources.InputException Short() => ParquetFault.Corrupt("a page has fewer values than it says");
}
