using Dedupe.Formats.Shared.Parquet;

namespace Dedupe.Formats.Parquet;

/// <summary>Reads one field of documents, row after row, from the pages of its column.</summary>
/// <param name="column">The column.</param>
/// <param name="maxBytes">The most bytes of a value.</param>
internal sealed class FieldColumn(ParquetColumn column, int maxBytes)
{
    /// <summary>The length of a value that is null.</summary>
    public const int Null = -1;

    /// <summary>The length of a value that is too large.</summary>
    public const int TooLarge = -2;

    private readonly FieldKind kind = column.Node.Kind;
    private PageReader? reader;
    private int at;
    private int present;
    private int count;

    /// <summary>The column.</summary>
    public ParquetColumn Column => column;

    /// <summary>Goes to the first row of a row group.</summary>
    public void Begin(ParquetFile file, RowGroup group)
    {
        reader ??= new PageReader(file, column);
        reader.Begin(group);
        (at, present, count) = (0, 0, 0);
    }

    /// <summary>Adds the value of the next row to the buffer.</summary>
    /// <returns>Its length, or <see cref="Null"/>, or <see cref="TooLarge"/>; then nothing is added.</returns>
    /// <exception cref="Sources.InputException">The page is damaged, or there are no more rows.</exception>
    public int Next(BatchBuffer buffer)
    {
        if (at == count && !NextPage())
            throw ParquetFault.Corrupt($"the column \"{column.Name}\" has fewer rows than the index says");
        if (column.Repetition > 0)
            return NextList(buffer);
        var pages = reader!;
        int entry = at++;
        if (column.Definition > 0 && pages.Definition[entry] < column.Definition)
            return Null;
        var value = pages[present++];
        if (value.Length > maxBytes)
            return TooLarge;
        int before = buffer.Used;
        FieldValue.Add(buffer, kind, value);
        return buffer.Used - before;
    }

    // The elements of a list are paragraphs.
    private int NextList(BatchBuffer buffer)
    {
        var pages = reader!;
        if (pages.Repetition[at] != 0)
            throw ParquetFault.Corrupt($"a row of the column \"{column.Name}\" begins in the middle");
        bool isThere = pages.Definition[at] >= column.ListDefinition - 1;
        bool tooLarge = false;
        int before = buffer.Used;
        do
        {
            if (pages.Definition[at++] < column.Definition)
                continue;
            var value = pages[present++];
            tooLarge |= buffer.Used - before + (long)value.Length > maxBytes;
            if (tooLarge)
                continue;
            if (buffer.Used > before)
                buffer.Add("\n\n"u8);
            FieldValue.Add(buffer, kind, value);
        }
        while ((at < count || NextPage()) && pages.Repetition[at] != 0);

        if (tooLarge)
            buffer.CutTo(before);
        return tooLarge ? TooLarge : isThere ? buffer.Used - before : Null;
    }

    private bool NextPage()
    {
        if (!reader!.Next())
            return false;
        (at, present, count) = (0, 0, reader.Count);
        return true;
    }
}
