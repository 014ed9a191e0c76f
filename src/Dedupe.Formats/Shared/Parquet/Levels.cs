using System.Buffers.Binary;
using System.Numerics;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>
/// Levels of a page: how much of the path to each value is there, and in which list it begins something new.
/// </summary>
internal static class Levels
{
    /// <summary>Reads the levels of a page of the first kind.</summary>
    /// <param name="encoding">How they are written.</param>
    /// <param name="bytes">What they are at the front of.</param>
    /// <param name="most">The highest one; 0: there are none.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="levels">Takes them.</param>
    /// <returns>The bytes they take.</returns>
    /// <exception cref="Sources.InputException">They are damaged.</exception>
    public static int Read(PageEncoding encoding, ReadOnlySpan<byte> bytes, int most, int count, ref int[] levels)
    {
        if (most == 0)
            return 0;
        if (encoding == PageEncoding.BitPacked)
        {
            int packed = (int)((((long)count * Width(most)) + 7) / 8);
            if (packed > bytes.Length)
                throw Short();
            ReadOld(bytes[..packed], most, count, ref levels);
            return packed;
        }

        if (encoding != PageEncoding.Hybrid)
            throw ParquetFault.Unsupported($"levels in the encoding {encoding} are not read");
        if (bytes.Length < sizeof(int))
            throw Short();
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if ((uint)length > (uint)(bytes.Length - sizeof(int)))
            throw Short();
        ReadHybrid(bytes.Slice(sizeof(int), length), most, count, ref levels);
        return sizeof(int) + length;
    }

    /// <summary>Reads the levels of a page of the second kind.</summary>
    public static void ReadHybrid(ReadOnlySpan<byte> bytes, int most, int count, ref int[] levels)
    {
        if (most == 0)
            return;
        Grow(ref levels, count);
        Hybrid.Read(bytes, Width(most), levels.AsSpan(0, count));
        Check(levels.AsSpan(0, count), most);
    }

    /// <summary>Writes levels of a page of the first kind.</summary>
    public static void Write(MemoryStream page, int most, ReadOnlySpan<int> levels)
    {
        if (most == 0)
            return;
        long at = page.Position;
        page.Write([0, 0, 0, 0]);
        Hybrid.Write(page, Width(most), levels);
        BinaryPrimitives.WriteInt32LittleEndian(
            page.GetBuffer().AsSpan((int)at), (int)(page.Position - at - sizeof(int)));
    }

    /// <summary>Makes room for so many numbers.</summary>
    public static void Grow(ref int[] numbers, int count)
    {
        if (numbers.Length < count)
            numbers = new int[Math.Max(count, 2 * numbers.Length)];
    }

    // The earliest writers have the first number in the highest bits.
    private static void ReadOld(ReadOnlySpan<byte> bytes, int most, int count, ref int[] levels)
    {
        Grow(ref levels, count);
        int width = Width(most);
        for (int i = 0, bit = 0; i < count; i++)
        {
            levels[i] = 0;
            for (int end = bit + width; bit < end; bit++)
                levels[i] = (levels[i] << 1) | ((bytes[bit >> 3] >> (7 - (bit & 7))) & 1);
        }

        Check(levels.AsSpan(0, count), most);
    }

    private static void Check(ReadOnlySpan<int> levels, int most)
    {
        foreach (int level in levels)
        {
            if ((uint)level > (uint)most)
                throw ParquetFault.Corrupt("a level of a page is too high");
        }
    }

    private static int Width(int most) => 32 - BitOperations.LeadingZeroCount((uint)most);

    private static Sources.InputException Short() => ParquetFault.Corrupt("the levels of a page are cut");
}
