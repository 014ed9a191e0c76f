using System.Runtime.InteropServices;
using Dedupe.Formats.Shared.Parquet;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Parquet;

/// <summary>
/// Writes a file again without some of its rows: with all columns, the schema, the metadata and the packing that it
/// has. A row group of which all rows stay is the same bytes; of the others the values are the same, dictionaries stay,
/// and only statistics and the rarer encodings are lost. Memory is a page, a dictionary, and a byte for each row of a
/// row group.
/// </summary>
/// <param name="file">The file, which <see cref="WhyNot"/> has nothing against.</param>
/// <param name="input">What it is, and how it is read.</param>
/// <param name="sink">Judges the documents.</param>
internal sealed class ParquetFilter(ParquetFile file, WholeInput input, IFilterSink sink)
{
    private readonly List<int> repetition = [];
    private readonly List<int> definition = [];
    private readonly List<int> places = [];

    /// <summary>
    /// Why a file cannot be written again; null when it can. All of it is read for that, so that writing cannot fail in
    /// the middle.
    /// </summary>
    /// <exception cref="InputException">It cannot be read, or some of it.</exception>
    public static string? WhyNot(ParquetFile file, CancellationToken cancellationToken)
    {
        if (file.Index.IsEncrypted)
            return "some of its columns are encrypted";
        foreach (var column in file.Index.Schema.Columns)
        {
            var pages = new PageReader(file, column);
            foreach (var group in file.Index.Groups)
            {
                if (group.Rows > int.MaxValue / 2)
                    return "a row group has more than a thousand million rows";
                pages.Begin(group);
                long rows = 0;
                while (pages.Next())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (rows == 0 && column.Repetition > 0 && pages.Repetition[0] != 0)
                        throw ParquetFault.Corrupt($"a row of the column \"{column.Name}\" begins in the middle");
                    rows += column.Repetition == 0 ? pages.Count : pages.Repetition.Count(0);
                }

                if (rows != group.Rows)
                    throw ParquetFault.Corrupt($"the column \"{column.Name}\" has {rows} rows, not {group.Rows}");
            }
        }

        return null;
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream output, CancellationToken cancellationToken)
    {
        var index = file.Index;
        var columns = new DocumentColumns(index.Schema, input.Rules);
        var writer = new ParquetFileWriter(output);
        long row = 1;
        foreach (var group in index.Groups)
        {
            bool[] stays = new bool[group.Rows];
            Judge(columns, group, row, stays, cancellationToken);
            row += group.Rows;
            WriteGroup(writer, group, stays, cancellationToken);
        }

        writer.Finish(index.Version, index.SchemaBytes, index.KeyValues, index.CreatedBy, index.Orders);
    }

    /// <summary>Writes the rows of a row group that stay.</summary>
    internal void WriteGroup(
        ParquetFileWriter writer, RowGroup group, bool[] stays, CancellationToken cancellationToken)
    {
        int count = stays.Count(static stay => stay);
        if (count == 0)
            return;
        writer.BeginGroup();
        foreach (var column in file.Index.Schema.Columns)
        {
            var pages = new PageReader(file, column);
            pages.Begin(group);
            if (count == stays.Length)
                writer.CopyColumn(file, column, group.Columns[column.Number], pages.FindEnd());
            else
                WriteColumn(writer, pages, group, stays, cancellationToken);
        }

        writer.EndGroup(count, group.Sorting);
    }

    private void Judge(
        DocumentColumns columns, RowGroup group, long firstRow, bool[] stays, CancellationToken cancellationToken)
    {
        columns.Begin(file, group);
        var judge = new RowJudge(sink, firstRow, stays);
        for (int row = 0; row < stays.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var batch = new ParquetBatch(
                input.File.Shown, firstRow + row, input.Rules.Options, columns.DateIsNumber,
                input.Rules.Fields.IdIsLine);
            for (; row < stays.Length && !batch.IsFull; row++)
                batch.Add(columns);
            batch.Read(judge);
        }
    }

    private void WriteColumn(
        ParquetFileWriter writer, PageReader pages, RowGroup group, bool[] stays, CancellationToken cancellationToken)
    {
        var column = pages.Column;
        var chunk = group.Columns[column.Number];
        var plain = new PlainValues(column);
        writer.BeginColumn(column, chunk.Codec);
        bool hasDictionary = false;
        int row = -1;
        while (pages.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            TakePage(pages, stays, plain, ref row, out int count);
            if (count == 0)
                continue;
            bool asPlaces = pages.IsDictionary && pages.Dictionary.Count > 0;
            if (asPlaces && !hasDictionary)
                writer.WriteDictionary(pages.Dictionary);
            hasDictionary |= asPlaces;
            writer.WritePage(
                CollectionsMarshal.AsSpan(repetition), CollectionsMarshal.AsSpan(definition), count,
                asPlaces ? null : plain, CollectionsMarshal.AsSpan(places));
        }

        writer.EndColumn(chunk.KeyValues);
    }

    private void TakePage(PageReader pages, bool[] stays, PlainValues plain, ref int row, out int count)
    {
        repetition.Clear();
        definition.Clear();
        places.Clear();
        count = 0;
        int present = 0;
        bool isNested = pages.Column.Repetition > 0;
        int most = pages.Column.Definition;
        for (int entry = 0; entry < pages.Count; entry++)
        {
            if (!isNested || pages.Repetition[entry] == 0)
                row++;
            bool isThere = most == 0 || pages.Definition[entry] == most;
            if (stays[row])
            {
                count++;
                if (isNested)
                    repetition.Add(pages.Repetition[entry]);
                if (most > 0)
                    definition.Add(pages.Definition[entry]);
                if (isThere && pages.IsDictionary)
                    places.Add(pages.Places[present]);
                else if (isThere)
                    plain.Add(pages[present]);
            }

            present += isThere ? 1 : 0;
        }
    }
}
