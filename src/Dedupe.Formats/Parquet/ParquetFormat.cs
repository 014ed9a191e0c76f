using System.Runtime.CompilerServices;
using Dedupe.Formats.Shared.Parquet;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Parquet;

/// <summary>
/// Apache Parquet: a row is a document, of whose columns only those that matter are read. Row groups are the parts of a
/// file. Memory is a page of each of these columns and a batch.
/// </summary>
internal sealed class ParquetFormat : SelfReadingFormat
{
    /// <inheritdoc/>
    public override string Name => "parquet";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".parquet", ".parq"];

    /// <inheritdoc/>
    internal override bool HasFields => true;

    /// <inheritdoc/>
    internal override bool MayBePacked => false;

    /// <inheritdoc/>
    internal override bool IsCutAtLines => true;

    /// <inheritdoc/>
    internal override bool IsWrittenAgain => true;

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start) =>
        start.StartsWith("PAR1"u8) || start.StartsWith("PARE"u8) ? Recognition.Sure : Recognition.No;

    /// <inheritdoc/>
    internal override async IAsyncEnumerable<DocumentBatch> ReadFileAsync(
        WholeInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var (rules, piece) = (input.Rules, input.Piece);
        using var file = Open(input, out var columns);
        if (file is null || columns is null)
            yield break;
        long row = 1;
        ParquetBatch? batch = null;
        foreach (var group in file.Index.Groups)
        {
            if (group.Start < piece.From || group.Start >= (piece.To ?? long.MaxValue))
                continue;
            long end = row + group.Rows;
            bool isRead = false;
            while (row < end)
            {
                cancellationToken.ThrowIfCancellationRequested();
                batch ??= new ParquetBatch(
                    input.File.Shown, row, rules.Options, columns.DateIsNumber, rules.Fields.IdIsLine);
                Fill(batch, file, columns, group, ref isRead, ref row, end);
                if (!batch.IsFull && row < end)
                    continue;
                yield return batch;
                batch = null;
            }

            input.Lines = end - 1;
        }
    }

    /// <inheritdoc/>
    internal override string? WhyKeptWhole(WholeInput input, CancellationToken cancellationToken)
    {
        using var file = new ParquetFile(input.OpenSeekable(), input.CountRead);
        _ = new DocumentColumns(file.Index.Schema, input.Rules);
        return ParquetFilter.WhyNot(file, cancellationToken);
    }

    /// <inheritdoc/>
    internal override Task FilterFileAsync(
        WholeInput input, IFilterSink sink, Stream output, CancellationToken cancellationToken)
    {
        using var file = new ParquetFile(input.OpenSeekable(), input.CountRead);
        new ParquetFilter(file, input, sink).Write(output, cancellationToken);
        return Task.CompletedTask;
    }

    // What is wrong with the file is told once, with its first piece.
    private static ParquetFile? Open(WholeInput input, out DocumentColumns? columns)
    {
        columns = null;
        ParquetFile? file = null;
        try
        {
            file = new ParquetFile(input.OpenSeekable(), input.CountRead);
            columns = new DocumentColumns(file.Index.Schema, input.Rules);
            return file;
        }
        catch (InputException)
        {
            file?.Dispose();
            if (input.Piece.From == 0)
                throw;
            return null;
        }
    }

    // Rows that a damage costs are told as one: the number of them may be what is damaged.
    private static void Fill(
        ParquetBatch batch, ParquetFile file, DocumentColumns columns, RowGroup group, ref bool isBegun, ref long row,
        long end)
    {
        try
        {
            if (!isBegun)
                columns.Begin(file, group);
            isBegun = true;
            while (row < end && !batch.IsFull)
            {
                batch.Add(columns);
                row++;
            }
        }
        catch (InputException fault)
        {
            batch.Add(new Rejection(
                new Origin(batch.Source, row), fault.Reason,
                $"{fault.Message} {end - row} rows of this row group are lost."));
            row = end;
        }
    }
}
