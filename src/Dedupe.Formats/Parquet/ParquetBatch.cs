using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Dedupe.Sources;

namespace Dedupe.Formats.Parquet;

/// <summary>Rows of a file, of which only the values that matter are there.</summary>
/// <param name="source">The file, as it was named.</param>
/// <param name="firstRow">The number of the first row.</param>
/// <param name="options">The limits.</param>
/// <param name="dateIsNumber">Whether dates are plain numbers.</param>
/// <param name="idIsRow">Whether a row is known by its file and number.</param>
internal sealed class ParquetBatch(
    string source, long firstRow, SourceOptions options, bool dateIsNumber, bool idIsRow) : DocumentBatch
{
    /// <summary>The length of a value that has no column.</summary>
    public const int NoColumn = -3;

    private const int MostRows = 4096;

    private readonly BatchBuffer buffer = new(options.BatchBytes);
    private readonly List<int> lengths = []; // of the parts of all rows, one row behind the other
    private Rejection? damage;

    /// <inheritdoc/>
    public override long Bytes => buffer.Bytes?.Length ?? 0;

    /// <summary>The file, as it was named.</summary>
    public string Source => source;

    /// <summary>How many rows there are.</summary>
    public int Rows => lengths.Count / RecordFields.Count;

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => lengths.Count == 0 && damage is null;

    /// <summary>Whether it is as large as wanted.</summary>
    public bool IsFull => buffer.Used >= options.BatchBytes || Rows >= MostRows;

    /// <summary>Adds the next row.</summary>
    /// <exception cref="InputException">It is damaged; nothing is added.</exception>
    public void Add(DocumentColumns columns)
    {
        var (used, before) = (buffer.Used, lengths.Count);
        try
        {
            foreach (var column in columns.All)
                lengths.Add(column?.Next(buffer) ?? NoColumn);
        }
        catch (InputException)
        {
            buffer.CutTo(used);
            lengths.RemoveRange(before, lengths.Count - before);
            throw;
        }
    }

    /// <summary>Adds word of what is lost behind the rows.</summary>
    public void Add(Rejection lost) => damage = lost;

    /// <inheritdoc/>
    public override void Read(IDocumentSink sink)
    {
        int start = 0;
        for (int row = 0; row < Rows; row++)
            ReadRow(row, ref start, sink);
        if (damage is not null)
            sink.Reject(damage);
    }

    private void ReadRow(int row, ref int start, IDocumentSink sink)
    {
        var origin = new Origin(source, firstRow + row);
        var id = Take(row, RecordFields.Id, ref start);
        var text = Take(row, RecordFields.Text, ref start);
        var title = Take(row, RecordFields.Title, ref start);
        var outlet = Take(row, RecordFields.Source, ref start);
        var date = Take(row, RecordFields.Date, ref start);
        var version = Valid(Take(row, RecordFields.Version, ref start));
        var status = Valid(Take(row, RecordFields.Status, ref start));
        var url = Valid(Take(row, RecordFields.Url, ref start));
        if (idIsRow)
            id = Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{origin.Source}:{origin.Line}"));
        if (Check(row, origin, id) is { } rejection)
        {
            sink.Reject(rejection);
            return;
        }

        var read = DateOf(date.Span);
        var document = TextRules.WithTitleForText(new Document(id, text)
        {
            Title = title,
            Source = outlet,
            Version = version,
            Status = status,
            Url = url,
            Date = read,
            UnreadDate = read is null && !TextRules.IsBlank(date.Span) ? date : default,
        });
        var problem = TextRules.CheckEncoding(id.Span, origin, "The id")
            ?? TextRules.CheckEncoding(title.Span, origin, "The title")
            ?? TextRules.CheckEncoding(outlet.Span, origin, "The source")
            ?? TextRules.Check(document.Text.Span, origin, "The text");
        if (problem is null)
            sink.Accept(document, origin);
        else
            sink.Reject(problem);
    }

    private Rejection? Check(int row, Origin origin, ReadOnlyMemory<byte> id)
    {
        for (int part = 0; part <= RecordFields.Date; part++)
        {
            if (Length(row, part) == FieldColumn.TooLarge)
                return new Rejection(
                    origin, RejectionReason.Oversized, TextRules.TooLarge(options.MaxDocumentBytes, "value"));
        }

        if (id.IsEmpty)
            return new Rejection(
                origin, RejectionReason.MissingId,
                $"The column \"{options.IdField}\" is {(Length(row, RecordFields.Id) < 0 ? "null" : "empty")} here.");
        return Length(row, RecordFields.Text) < 0
            ? new Rejection(
                origin, RejectionReason.MissingText, $"The column \"{options.TextField}\" is null here.")
            : null;
    }

    // Without these a row is the same one: a fault in them does not count.
    private static ReadOnlyMemory<byte> Valid(ReadOnlyMemory<byte> value) =>
        Utf8.IsValid(value.Span) ? value : default;

    private DateTimeOffset? DateOf(ReadOnlySpan<byte> date) =>
        date.IsEmpty ? null : dateIsNumber ? DateParser.ParseNumber(date) : DateParser.Parse(date);

    private int Length(int row, int part) => lengths[(row * RecordFields.Count) + part];

    private ReadOnlyMemory<byte> Take(int row, int part, ref int start)
    {
        int length = Math.Max(0, Length(row, part));
        start += length;
        return buffer.Bytes.AsMemory(start - length, length);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        buffer.Dispose();
        base.Dispose(disposing);
    }
}
