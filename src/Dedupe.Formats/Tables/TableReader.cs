using System.Globalization;
using System.Text;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Tables;

/// <summary>Reads stretches of whole rows. Texts of fields are unescaped to memory that is used again.</summary>
internal sealed class TableReader(ReadingRules rules) : DocumentReader
{
    private readonly RecordFields fields = rules.Fields;
    private readonly TextDecoder decoder = new(rules.Options.Encoding);
    private readonly TableField[] found = new TableField[RecordFields.Count];
    private byte[] scratch = [];
    private int used;

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var header = (TableHeader)segment.Context!;
        long line = segment.Line;
        for (int start = 0; start < bytes.Length;)
        {
            int end = RowEnd(bytes.Span, start, header.Delimiter);
            var row = bytes[start..end];
            var content = row[..row.Span.TrimEnd("\r\n"u8).Length];
            if (content.Length > rules.Options.MaxDocumentBytes)
                sink.Reject(new Rejection(
                    new Origin(segment.Source, line), RejectionReason.Oversized,
                    TextRules.TooLarge(rules.Options.MaxDocumentBytes, "row")));
            else if (!content.IsEmpty)
                Read(content, header, segment, new Origin(segment.Source, line), segment.Offset + start, sink);
            line += row.Span.Count((byte)'\n');
            start = end;
        }
    }

    // The framer saw to it that marks are closed.
    private static int RowEnd(ReadOnlySpan<byte> bytes, int start, byte delimiter)
    {
        for (int at = start; ;)
        {
            int special = bytes[at..].IndexOfAny((byte)'"', (byte)'\n');
            if (special < 0)
                return bytes.Length;
            at += special;
            if (bytes[at] == '\n')
                return at + 1;
            bool opens = at == start || bytes[at - 1] == delimiter;
            at = opens ? TableField.At(bytes, at, delimiter).End : at + 1;
        }
    }

    private void Read(
        ReadOnlyMemory<byte> row, TableHeader header, in Segment segment, Origin origin, long offset,
        IDocumentSink sink)
    {
        int codePage = segment.CodePage;
        var place = new TextPlace(segment.File, offset, row.Length);
        var problem = codePage == 0 ? decoder.TryDecode(ref row, ref place, origin, "The row", out codePage) : null;
        Document document = default;
        problem ??= Find(row.Span, header, origin) ?? Make(row, header, place, origin, out document);
        if (problem is null)
            sink.Accept(document with { CodePage = codePage }, origin);
        else
            sink.Reject(problem);
    }

    // Finds the fields that matter, and counts all.
    private Rejection? Find(ReadOnlySpan<byte> row, TableHeader header, Origin origin)
    {
        int count = 0;
        for (int start = 0; ;)
        {
            var field = TableField.At(row, start, header.Delimiter);
            for (int part = 0; part < RecordFields.Count; part++)
            {
                if (header.ColumnOf(part) == count)
                    found[part] = field;
            }

            count++;
            if (field.End >= row.Length)
                break;
            if (row[field.End] != header.Delimiter)
                return new Rejection(
                    origin, RejectionReason.BadRow, "A quotation mark is followed by neither the end of the field " +
                    "nor another mark.");
            start = field.End + 1;
        }

        return count == header.Count
            ? null
            : new Rejection(
                origin, RejectionReason.BadRow,
                $"The row has {count} fields, and the header {header.Count}.");
    }

    private Rejection? Make(
        ReadOnlyMemory<byte> row, TableHeader header, TextPlace place, Origin origin, out Document document)
    {
        used = 0;
        document = default;
        var id = fields.IdIsLine
            ? Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{origin.Source}:{origin.Line}"))
            : Text(row, header, RecordFields.Id);
        if (id.IsEmpty)
            return new Rejection(origin, RejectionReason.MissingId, "The field of the id is empty.");
        var text = found[RecordFields.Text];
        var date = Text(row, header, RecordFields.Date);
        bool hasDate = !TextRules.IsBlank(date.Span);
        var published = hasDate ? DateParser.Parse(date.Span) : null;
        document = TextRules.WithTitleForText(new Document(id, Text(row, header, RecordFields.Text))
        {
            Title = Text(row, header, RecordFields.Title),
            Source = Text(row, header, RecordFields.Source),
            Version = Text(row, header, RecordFields.Version),
            Status = Text(row, header, RecordFields.Status),
            Url = Text(row, header, RecordFields.Url),
            Date = published,
            UnreadDate = hasDate && published is null ? date : default,
            Place = place.File is null ? default : new TextPlace(place.File, place.Offset + text.Start, text.Length),
        });
        if (document.TextIsTitle)
            document = document with { Place = default };
        return TextRules.IsBlank(document.Text.Span) ? new Rejection(origin, RejectionReason.Empty) : null;
    }

    private ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> row, TableHeader header, int part)
    {
        if (header.ColumnOf(part) < 0)
            return default;
        var field = found[part];
        if (!field.HasMarks)
            return field.IsQuoted ? row.Slice(field.Start + 1, field.Length - 2) : row.Slice(field.Start, field.Length);
        // One field may play several parts, and then is unescaped several times.
        if (scratch.Length < used + field.Length)
            (scratch, used) = (new byte[row.Length], 0);
        int start = used;
        used += field.Take(row.Span, scratch.AsSpan(start));
        return scratch.AsMemory(start, used - start);
    }
}
