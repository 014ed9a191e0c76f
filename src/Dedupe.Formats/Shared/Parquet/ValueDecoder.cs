using System.Buffers.Binary;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>Reads values of a page in any encoding but that of a dictionary.</summary>
internal static class ValueDecoder
{
    private const int MostBytes = 1 << 30;

    /// <summary>Reads values.</summary>
    /// <param name="encoding">How they are written.</param>
    /// <param name="column">Their column.</param>
    /// <param name="page">Holds them; values may be left where they are.</param>
    /// <param name="start">Where in the page they begin.</param>
    /// <param name="end">Where they end.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="values">Takes them.</param>
    public static void Read(
        PageEncoding encoding, ParquetColumn column, byte[] page, int start, int end, int count, PageValues values)
    {
        var bytes = page.AsSpan(start, end - start);
        switch (encoding)
        {
            case PageEncoding.Plain when column.Type == PhysicalType.ByteArray:
                Texts(page, start, end, count, values);
                break;
            case PageEncoding.Plain when column.Type == PhysicalType.Boolean:
                Bits(bytes, count, values);
                break;
            case PageEncoding.Hybrid when column.Type == PhysicalType.Boolean:
                Booleans(bytes, count, values);
                break;
            case PageEncoding.Plain:
                Need(bytes.Length, (long)count * column.Width);
                bytes[..(count * column.Width)].CopyTo(Room(values, count * column.Width));
                Set(values, count, column.Width);
                break;
            case PageEncoding.ByteStreamSplit when column.Width > 1:
                Split(bytes, count, column.Width, values);
                break;
            case PageEncoding.Delta when column.Type is PhysicalType.Int32 or PhysicalType.Int64:
                Numbers(bytes, count, column.Width, values);
                break;
            case PageEncoding.DeltaLength when column.Type == PhysicalType.ByteArray:
                LengthsFirst(page, start, end, count, values);
                break;
            case PageEncoding.DeltaBytes when column.Type is PhysicalType.ByteArray or PhysicalType.FixedBytes:
                Prefixed(bytes, count, values);
                CheckWidths(column, values);
                break;
            default:
                throw ParquetFault.Unsupported(
                    $"the column \"{column.Name}\" has values in the encoding {encoding}, which is not read");
        }
    }

    private static void Texts(byte[] page, int start, int end, int count, PageValues values)
    {
        values.Bytes = page;
        values.Variable(count);
        int at = start;
        for (int i = 0; i < count; i++)
        {
            if (end - at < sizeof(int))
                throw Short();
            int length = BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(at));
            at += sizeof(int);
            if ((uint)length > (uint)(end - at))
                throw Short();
            values.Set(i, at, length);
            at += length;
        }
    }

    private static void Bits(ReadOnlySpan<byte> bytes, int count, PageValues values)
    {
        Need(bytes.Length, (count + 7L) / 8);
        var room = Room(values, count);
        for (int i = 0; i < count; i++)
            room[i] = (byte)((bytes[i >> 3] >> (i & 7)) & 1);
        Set(values, count, 1);
    }

    private static void Booleans(ReadOnlySpan<byte> bytes, int count, PageValues values)
    {
        Need(bytes.Length, sizeof(int));
        int[] numbers = new int[count];
        Hybrid.Read(bytes[sizeof(int)..], width: 1, numbers);
        var room = Room(values, count);
        for (int i = 0; i < count; i++)
            room[i] = (byte)numbers[i];
        Set(values, count, 1);
    }

    private static void Split(ReadOnlySpan<byte> bytes, int count, int width, PageValues values)
    {
        Need(bytes.Length, (long)count * width);
        var room = Room(values, count * width);
        int stride = bytes.Length / width;
        for (int i = 0; i < count; i++)
        {
            for (int part = 0; part < width; part++)
                room[(i * width) + part] = bytes[(part * stride) + i];
        }

        Set(values, count, width);
    }

    private static void Numbers(ReadOnlySpan<byte> bytes, int count, int width, PageValues values)
    {
        long[] numbers = new long[count];
        DeltaNumbers.Read(bytes, numbers);
        var room = Room(values, count * width);
        for (int i = 0; i < count; i++)
        {
            if (width == sizeof(int))
                BinaryPrimitives.WriteInt32LittleEndian(room[(i * width)..], (int)numbers[i]);
            else
                BinaryPrimitives.WriteInt64LittleEndian(room[(i * width)..], numbers[i]);
        }

        Set(values, count, width);
    }

    private static void LengthsFirst(byte[] page, int start, int end, int count, PageValues values)
    {
        long[] lengths = new long[count];
        int at = start + DeltaNumbers.Read(page.AsSpan(start, end - start), lengths);
        values.Bytes = page;
        values.Variable(count);
        for (int i = 0; i < count; i++)
        {
            if (lengths[i] < 0 || lengths[i] > end - at)
                throw Short();
            values.Set(i, at, (int)lengths[i]);
            at += (int)lengths[i];
        }
    }

    private static void Prefixed(ReadOnlySpan<byte> bytes, int count, PageValues values)
    {
        long[] prefixes = new long[count];
        long[] suffixes = new long[count];
        bytes = bytes[DeltaNumbers.Read(bytes, prefixes)..];
        bytes = bytes[DeltaNumbers.Read(bytes, suffixes)..];
        long total = 0;
        for (int i = 0; i < count; i++)
        {
            if (prefixes[i] < 0 || suffixes[i] < 0 || prefixes[i] > MostBytes || suffixes[i] > MostBytes)
                throw Short();
            total += prefixes[i] + suffixes[i];
            if (total > MostBytes)
                throw ParquetFault.Oversized("a page is larger than a gigabyte");
        }

        var room = Room(values, (int)total);
        values.Variable(count);
        int at = 0;
        var before = Span<byte>.Empty;
        for (int i = 0; i < count; i++)
        {
            var (prefix, suffix) = ((int)prefixes[i], (int)suffixes[i]);
            if (prefix > before.Length || suffix > bytes.Length)
                throw Short();
            before[..prefix].CopyTo(room[at..]);
            bytes[..suffix].CopyTo(room[(at + prefix)..]);
            bytes = bytes[suffix..];
            before = room.Slice(at, prefix + suffix);
            values.Set(i, at, prefix + suffix);
            at += prefix + suffix;
        }
    }

    private static void CheckWidths(ParquetColumn column, PageValues values)
    {
        for (int i = 0; column.Width > 0 && i < values.Count; i++)
        {
            if (values[i].Length != column.Width)
                throw Short();
        }
    }

    private static Span<byte> Room(PageValues values, int bytes)
    {
        values.Bytes = new byte[bytes];
        return values.Bytes;
    }

    private static void Set(PageValues values, int count, int width)
    {
        if (width > 0)
        {
            values.Fixed(count, width);
            return;
        }

        values.Variable(count);
        for (int i = 0; i < count; i++)
            values.Set(i, 0, 0);
    }

    private static void Need(int there, long bytes)
    {
        if (there < bytes)
            throw Short();
    }

    private static Sources.InputException Short() => ParquetFault.Corrupt("a page has fewer values than it says");
}
