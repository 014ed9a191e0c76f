using System.Buffers.Binary;
using System.Numerics;

namespace Dedupe.Formats.Shared.Parquet;

/// <summary>
/// Writes a file: row group after row group, column after column, page after page, and the index at its end. Pages are
/// of the first kind, which everybody reads. The same calls give the same bytes. For one thread.
/// </summary>
internal sealed class ParquetFileWriter
{
    private readonly Stream output;
    private readonly List<byte[]> groups = [];
    private readonly SortedSet<int> encodings = [];
    private ThriftWriter chunks = new();
    private int chunkCount;
    private long position;
    private long rows;
    private long groupStart;
    private long groupBytes;
    private long chunkStart;
    private long dictionaryOffset;
    private long dataOffset;
    private long values;
    private long unpackedBytes;
    private ParquetColumn column = null!;
    private int codec;
    private int dictionaryWidth;

    /// <summary>Begins a file.</summary>
    public ParquetFileWriter(Stream output)
    {
        this.output = output;
        Write("PAR1"u8);
    }

    /// <summary>Begins a stretch of rows.</summary>
    public void BeginGroup()
    {
        chunks = new ThriftWriter();
        chunkCount = 0;
        groupStart = position;
        groupBytes = 0;
    }

    /// <summary>Begins the next column of the row group.</summary>
    /// <param name="next">The column.</param>
    /// <param name="packing">How its pages are packed, as Parquet numbers it.</param>
    public void BeginColumn(ParquetColumn next, int packing)
    {
        (column, codec) = (next, packing);
        (chunkStart, dictionaryOffset, dataOffset, values, unpackedBytes) = (position, 0, 0, 0, 0);
        encodings.Clear();
    }

    /// <summary>Writes the dictionary of the column: before its first page.</summary>
    public void WriteDictionary(PageValues dictionary)
    {
        dictionaryOffset = position;
        dictionaryWidth = dictionary.Count > 1 ? 32 - BitOperations.LeadingZeroCount((uint)dictionary.Count - 1) : 0;
        var plain = new PlainValues(column);
        for (int i = 0; i < dictionary.Count; i++)
            plain.Add(dictionary[i]);
        encodings.Add((int)PageEncoding.Plain);
        WritePage(plain.Take(), PageKind.Dictionary, header =>
        {
            header.Begin(7);
            header.Int32(1, dictionary.Count);
            header.Int32(2, (int)PageEncoding.Plain);
            header.End();
        });
    }

    /// <summary>Writes a page.</summary>
    /// <param name="repetition">See <see cref="PageReader.Repetition"/>.</param>
    /// <param name="definition">See <see cref="PageReader.Definition"/>.</param>
    /// <param name="count">Values, those that are null included.</param>
    /// <param name="plain">Those that are there; null: as places in the dictionary.</param>
    /// <param name="places">These places.</param>
    public void WritePage(
        ReadOnlySpan<int> repetition, ReadOnlySpan<int> definition, int count, PlainValues? plain,
        ReadOnlySpan<int> places)
    {
        if (dataOffset == 0)
            dataOffset = position;
        values += count;
        var page = new MemoryStream();
        Levels.Write(page, column.Repetition, repetition);
        Levels.Write(page, column.Definition, definition);
        var encoding = plain is null ? PageEncoding.Dictionary : PageEncoding.Plain;
        if (plain is null)
        {
            page.WriteByte((byte)dictionaryWidth);
            Hybrid.Write(page, dictionaryWidth, places);
        }
        else
        {
            page.Write(plain.Take().Span);
        }

        encodings.Add((int)encoding);
        encodings.Add((int)PageEncoding.Hybrid);
        WritePage(page.GetBuffer().AsMemory(0, (int)page.Length), PageKind.Data, header =>
        {
            header.Begin(5);
            header.Int32(1, count);
            header.Int32(2, (int)encoding);
            header.Int32(3, (int)PageEncoding.Hybrid);
            header.Int32(4, (int)PageEncoding.Hybrid);
            header.End();
        });
    }

    /// <summary>Ends the column.</summary>
    /// <param name="keyValues">Metadata of its own, as written.</param>
    public void EndColumn(ReadOnlySpan<byte> keyValues = default)
    {
        var list = new ThriftWriter();
        list.BeginElement();
        list.List(1, ThriftType.Int32, encodings.Count);
        foreach (int encoding in encodings)
            list.Element(encoding);
        EndColumn(list.Written[1..], [], keyValues);
    }

    /// <summary>Copies a column of another file as it is, instead of <see cref="BeginColumn"/> and so on.</summary>
    /// <param name="file">The file.</param>
    /// <param name="from">Its column.</param>
    /// <param name="chunk">Where it stands.</param>
    /// <param name="end">The byte behind its last page.</param>
    public void CopyColumn(ParquetFile file, ParquetColumn from, ColumnChunk chunk, long end)
    {
        BeginColumn(from, chunk.Codec);
        long shift = position - chunk.Start;
        dictionaryOffset = chunk.DictionaryOffset > 0 ? chunk.DictionaryOffset + shift : 0;
        dataOffset = chunk.DataOffset + shift;
        values = chunk.Values;
        unpackedBytes = chunk.Bytes;
        byte[] buffer = new byte[1 << 16];
        for (long at = chunk.Start; at < end;)
        {
            int count = (int)Math.Min(buffer.Length, end - at);
            file.Read(buffer.AsSpan(0, count), at);
            Write(buffer.AsSpan(0, count));
            at += count;
        }

        EndColumn(chunk.Encodings, chunk.Statistics, chunk.KeyValues);
    }

    /// <summary>Ends the row group.</summary>
    /// <param name="count">Its rows.</param>
    /// <param name="sorting">How they are sorted, as written.</param>
    public void EndGroup(long count, ReadOnlySpan<byte> sorting = default)
    {
        var group = new ThriftWriter();
        group.BeginElement();
        group.List(1, ThriftType.Struct, chunkCount);
        group.Element(chunks.Written);
        group.Int64(2, groupBytes);
        group.Int64(3, count);
        if (!sorting.IsEmpty)
            group.Raw(4, ThriftType.List, sorting);
        group.Int64(5, groupStart);
        group.Int64(6, position - groupStart);
        group.End();
        groups.Add(group.Written.ToArray());
        rows += count;
    }

    /// <summary>Writes the index. What is given as written may be empty.</summary>
    public void Finish(
        long version, ReadOnlySpan<byte> schema, ReadOnlySpan<byte> keyValues, ReadOnlySpan<byte> createdBy,
        ReadOnlySpan<byte> orders)
    {
        var index = new ThriftWriter();
        index.BeginElement();
        index.Int32(1, version);
        index.Raw(2, ThriftType.List, schema);
        index.Int64(3, rows);
        index.List(4, ThriftType.Struct, groups.Count);
        foreach (byte[] group in groups)
            index.Element(group);
        if (!keyValues.IsEmpty)
            index.Raw(5, ThriftType.List, keyValues);
        if (!createdBy.IsEmpty)
            index.Raw(6, ThriftType.Binary, createdBy);
        if (!orders.IsEmpty)
            index.Raw(7, ThriftType.List, orders);
        index.End();
        Write(index.Written);
        Span<byte> tail = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(tail, index.Written.Length);
        Write(tail);
        Write("PAR1"u8);
    }

    private void EndColumn(
        ReadOnlySpan<byte> encodingList, ReadOnlySpan<byte> statistics, ReadOnlySpan<byte> keyValues)
    {
        chunks.BeginElement();
        chunks.Int64(2, chunkStart);
        chunks.Begin(3);
        chunks.Int32(1, (int)column.Type);
        chunks.Raw(2, ThriftType.List, encodingList);
        chunks.List(3, ThriftType.Binary, column.Path.Count);
        foreach (string name in column.Path)
            chunks.Element(name);
        chunks.Int32(4, codec);
        chunks.Int64(5, values);
        chunks.Int64(6, unpackedBytes);
        chunks.Int64(7, position - chunkStart);
        if (!keyValues.IsEmpty)
            chunks.Raw(8, ThriftType.List, keyValues);
        chunks.Int64(9, dataOffset);
        if (dictionaryOffset > 0)
            chunks.Int64(11, dictionaryOffset);
        if (!statistics.IsEmpty)
            chunks.Raw(12, ThriftType.Struct, statistics);
        chunks.End();
        chunks.End();
        chunkCount++;
        groupBytes += unpackedBytes;
    }

    private void WritePage(ReadOnlyMemory<byte> page, PageKind kind, Action<ThriftWriter> kindHeader)
    {
        var packed = PageCodec.Pack(codec, page);
        var header = new ThriftWriter();
        header.BeginElement();
        header.Int32(1, (int)kind);
        header.Int32(2, page.Length);
        header.Int32(3, packed.Length);
        kindHeader(header);
        header.End();
        Write(header.Written);
        Write(packed.Span);
        unpackedBytes += header.Written.Length + page.Length;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        position += bytes.Length;
    }
}
