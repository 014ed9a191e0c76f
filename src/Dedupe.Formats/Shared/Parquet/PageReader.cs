using System.IO.Hashing;
using Dedupe.Sources;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>
/// Reads the pages of a column in a row group, one after the other. Memory is one page and the dictionary, however
/// large the row group is. Nothing in the file makes it read further than the file goes, or take more than a gigabyte.
/// </summary>
internal sealed class PageReader
{
    private const int MostBytes = 1 << 30;
    private const int MostValues = 1 << 26;
    private const int FreelyUnpacked = 64 << 20;
    private const int MostGrowth = 1100;

    private readonly ParquetFile file;
    private readonly PageValues dictionary = new();
    private readonly PageValues values = new();
    private ColumnChunk chunk = new();
    private byte[] packed = [];
    private byte[] page = [];
    private int[] definition = [];
    private int[] repetition = [];
    private int[] places = [];
    private long position;
    private long left;

    /// <summary>Makes a reader; <see cref="Begin(RowGroup)"/> comes before the first page.</summary>
    public PageReader(ParquetFile file, ParquetColumn column)
    {
        this.file = file;
        Column = column;
    }

    /// <summary>The column.</summary>
    public ParquetColumn Column { get; }

    /// <summary>Values in the page, those that are null included.</summary>
    public int Count { get; private set; }

    /// <summary>Values in the page that are there.</summary>
    public int Present { get; private set; }

    /// <summary>How much of the path to each value is there; empty where all always is.</summary>
    public ReadOnlySpan<int> Definition => Column.Definition == 0 ? [] : definition.AsSpan(0, Count);

    /// <summary>In which list each value begins something new; 0: a new row. Empty outside of lists.</summary>
    public ReadOnlySpan<int> Repetition => Column.Repetition == 0 ? [] : repetition.AsSpan(0, Count);

    /// <summary>Whether values of the page are places in the dictionary.</summary>
    public bool IsDictionary { get; private set; }

    /// <summary>These places.</summary>
    public ReadOnlySpan<int> Places => places.AsSpan(0, IsDictionary ? Present : 0);

    /// <summary>The dictionary; empty before a page was read, and where there is none.</summary>
    public PageValues Dictionary => dictionary;

    /// <summary>A value of the page, by its number among those that are there.</summary>
    public ReadOnlySpan<byte> this[int present] => IsDictionary ? dictionary[places[present]] : values[present];

    /// <summary>Why a column of a row group can never be read; null when it can.</summary>
    public static string? Why(ParquetColumn column, ColumnChunk chunk) => chunk switch
    {
        { IsEncrypted: true } or { IsKnown: false } => $"the column \"{column.Name}\" is encrypted",
        { IsElsewhere: true } => $"the column \"{column.Name}\" stands in another file",
        _ when !PageCodec.Knows(chunk.Codec) =>
            $"the column \"{column.Name}\" is packed with {PageCodec.NameOf(chunk.Codec)}, which is not read",
        _ => null,
    };

    /// <summary>Goes to the first page of the column in a row group. Memory is used again.</summary>
    /// <exception cref="InputException">The column cannot be read.</exception>
    public void Begin(RowGroup group)
    {
        chunk = group.Columns[Column.Number];
        position = chunk.Start;
        left = chunk.Values;
        Count = 0;
        dictionary.Variable(0);
        if (Why(Column, chunk) is { } why)
            throw ParquetFault.Unsupported(why);
        if (chunk.Type != (int)Column.Type || left < 0)
            throw ParquetFault.Corrupt($"the column \"{Column.Name}\" is of another type than the schema says");
    }

    /// <summary>Goes to the next page with values; false when there is none.</summary>
    /// <exception cref="InputException">It is damaged.</exception>
    public bool Next()
    {
        while (left > 0)
        {
            var header = file.ReadHeader(position);
            position += header.Length;
            if (header.PackedBytes > file.Index.Start - position)
                throw ParquetFault.Truncated($"a page of the column \"{Column.Name}\" is longer than the file");
            switch (header.Kind)
            {
                case PageKind.Dictionary:
                    ReadDictionary(header);
                    break;
                case PageKind.Data:
                    ReadFirst(header);
                    break;
                case PageKind.DataV2:
                    ReadSecond(header);
                    break;
            }

            position += header.PackedBytes;
            if (header.Kind is not (PageKind.Data or PageKind.DataV2) || Count == 0)
                continue;
            left -= Count;
            return true;
        }

        return false;
    }

    /// <summary>The byte of the file behind the last page. Only headers are read; call it instead of <see
    /// cref="Next"/>.</summary>
    public long FindEnd()
    {
        while (left > 0)
        {
            var header = file.ReadHeader(position);
            position += header.Length + (long)header.PackedBytes;
            left -= header.Kind is PageKind.Data or PageKind.DataV2 ? header.Values : 0;
        }

        return position;
    }

    private void ReadDictionary(in PageHeader header)
    {
        if (header.Encoding is not (PageEncoding.Plain or PageEncoding.OldDictionary))
            throw ParquetFault.Unsupported($"a dictionary in the encoding {header.Encoding} is not read");
        ReadPacked(header);
        byte[] bytes = new byte[Checked(header)];
        PageCodec.Unpack(chunk.Codec, packed, 0, header.PackedBytes, bytes, 0, bytes.Length);
        CheckCount(header.Values, bytes.Length);
        ValueDecoder.Read(PageEncoding.Plain, Column, bytes, 0, bytes.Length, header.Values, dictionary);
    }

    private void ReadFirst(in PageHeader header)
    {
        int size = MakeRoom(header);
        if (chunk.Codec == 0 && header.PackedBytes == size)
        {
            ReadBytes(header, page);
        }
        else
        {
            ReadPacked(header);
            PageCodec.Unpack(chunk.Codec, packed, 0, header.PackedBytes, page, 0, size);
        }

        int at = 0;
        Begin(header);
        at += Levels.Read(header.RepetitionEncoding, page.AsSpan(0, size), Column.Repetition, Count, ref repetition);
        at += Levels.Read(
            header.DefinitionEncoding, page.AsSpan(at, size - at), Column.Definition, Count, ref definition);
        ReadValues(header.Encoding, at, size);
    }

    private void ReadSecond(in PageHeader header)
    {
        ReadPacked(header);
        int size = MakeRoom(header);
        int levels = header.RepetitionBytes + header.DefinitionBytes;
        packed.AsSpan(0, levels).CopyTo(page);
        int rest = header.PackedBytes - levels;
        if (rest > 0 || size > levels)
            PageCodec.Unpack(header.IsPacked ? chunk.Codec : 0, packed, levels, rest, page, levels, size - levels);
        Begin(header);
        Levels.ReadHybrid(page.AsSpan(0, header.RepetitionBytes), Column.Repetition, Count, ref repetition);
        Levels.ReadHybrid(
            page.AsSpan(header.RepetitionBytes, header.DefinitionBytes), Column.Definition, Count, ref definition);
        ReadValues(header.Encoding, levels, size);
    }

    private void Begin(in PageHeader header)
    {
        if (header.Values > MostValues)
            throw ParquetFault.Oversized($"a page of the column \"{Column.Name}\" has {header.Values} values");
        if (header.Values > left)
            throw ParquetFault.Corrupt($"pages of the column \"{Column.Name}\" have more values than the index says");
        Count = header.Values;
    }

    private void ReadValues(PageEncoding encoding, int start, int end)
    {
        Present = Column.Definition == 0 ? Count : definition.AsSpan(0, Count).Count(Column.Definition);
        IsDictionary = encoding is PageEncoding.Dictionary or PageEncoding.OldDictionary;
        if (!IsDictionary)
        {
            CheckCount(Present, Math.Max(end - start, 1));
            ValueDecoder.Read(encoding, Column, page, start, end, Present, values);
            return;
        }

        Levels.Grow(ref places, Present);
        if (Present == 0)
            return;
        if (start == end)
            throw Short();
        Hybrid.Read(page.AsSpan((start + 1)..end), page[start], places.AsSpan(0, Present));
        foreach (int place in places.AsSpan(0, Present))
        {
            if ((uint)place >= (uint)dictionary.Count)
                throw ParquetFault.Corrupt($"a value of the column \"{Column.Name}\" is not in its dictionary");
        }
    }

    // Values that take no room may be any number; no page has more than these.
    private void CheckCount(int count, int bytes)
    {
        if (count > 8L * 1024 * bytes)
            throw ParquetFault.Corrupt($"a page of the column \"{Column.Name}\" has too many values for its size");
    }

    private void ReadPacked(in PageHeader header)
    {
        if (packed.Length < header.PackedBytes)
            packed = new byte[Math.Max(header.PackedBytes, Math.Min(2 * packed.Length, MostBytes))];
        ReadBytes(header, packed);
    }

    private void ReadBytes(in PageHeader header, byte[] bytes)
    {
        file.Read(bytes.AsSpan(0, header.PackedBytes), position);
        if (header.Checksum is { } checksum && Crc32.HashToUInt32(bytes.AsSpan(0, header.PackedBytes)) != checksum)
            throw ParquetFault.Corrupt($"the checksum of a page of the column \"{Column.Name}\" is wrong");
    }

    private int MakeRoom(in PageHeader header)
    {
        int size = Checked(header);
        if (page.Length < size)
            page = new byte[Math.Max(size, Math.Min(2 * page.Length, MostBytes))];
        return size;
    }

    private int Checked(in PageHeader header)
    {
        if (header.Bytes > MostBytes)
            throw ParquetFault.Oversized($"a page of the column \"{Column.Name}\" is larger than a gigabyte");
        if (header.Bytes > FreelyUnpacked && header.Bytes / MostGrowth > header.PackedBytes)
            throw ParquetFault.Oversized(
                $"a page of the column \"{Column.Name}\" grows from {header.PackedBytes} to {header.Bytes} bytes");
        return header.Bytes;
    }

    private InputException Short() =>
        ParquetFault.Corrupt($"a page of the column \"{Column.Name}\" has fewer values than it says");
}
