using Dedupe.Sources.Framing;

namespace Dedupe.Sources.Wet;

/// <summary>
/// Makes documents of <c>conversion</c> records. Id: the address of the page (WARC-Target-URI), or the record's own
/// (WARC-Record-ID) where there is none or it is wanted; source: the host in the address; date: WARC-Date; no title,
/// for the format has none; text: the block.
/// </summary>
internal sealed class WetReader(RecordFields fields) : DocumentReader
{
    private readonly TextDecoder decoder = new(fields.Encoding);

    /// <summary>Reads one whole record, header and block.</summary>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var origin = new Origin(segment.Source, segment.Line);
        WarcHeader.Read(bytes, out var header);
        var uri = WarcRecord.Address(header);
        var text = bytes[header.Length..];
        var place = new TextPlace(segment.File, segment.Offset + header.Length, text.Length);
        var id = WarcRecord.Id(header, fields);
        string what = $"The text of the record at byte {segment.Offset}";
        int codePage = 0;
        var problem = WarcRecord.Check(header, id, origin)
            ?? TextRules.CheckEncoding(uri.Span, origin, "WARC-Target-URI")
            ?? TextRules.CheckEncoding(id.Span, origin, WarcRecord.RecordId)
            ?? decoder.TryDecode(ref text, ref place, origin, what, out codePage)
            ?? TextRules.Check(text.Span, origin, what);
        if (problem is not null)
        {
            sink.Reject(problem);
            return;
        }

        var date = DateParser.Parse(header[WarcField.Date].Span);
        sink.Accept(
            new Document(id, text)
            {
                Source = WarcRecord.Host(uri),
                Date = date,
                UnreadDate = date is null ? header[WarcField.Date] : default,
                Place = place,
                CodePage = codePage,
            },
            origin);
    }
}
