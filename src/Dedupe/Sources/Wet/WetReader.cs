using System.Text;
using Dedupe.Sources.Framing;

namespace Dedupe.Sources.Wet;

/// <summary>
/// Makes documents of <c>conversion</c> records. Id: the address of the page (WARC-Target-URI), or the record's own
/// (WARC-Record-ID) where there is none or it is wanted; source: the host in the address; date: WARC-Date; no title,
/// for the format has none; text: the block.
/// </summary>
internal sealed class WetReader(RecordFields fields) : DocumentReader
{
    private const string RecordId = "WARC-Record-ID";

    private readonly TextDecoder decoder = new(fields.Encoding);

    /// <summary>Reads one whole record, header and block.</summary>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var origin = new Origin(segment.Source, segment.Line);
        WarcHeader.Read(bytes, out var header);
        var uri = Unbracketed(header[WarcField.TargetUri]);
        var text = bytes[header.Length..];
        var place = new TextPlace(segment.File, segment.Offset + header.Length, text.Length);
        var id = IdOf(header);
        string what = $"The text of the record at byte {segment.Offset}";
        int codePage = 0;
        var problem = Check(header, id, origin)
            ?? TextRules.CheckEncoding(uri.Span, origin, "WARC-Target-URI")
            ?? TextRules.CheckEncoding(id.Span, origin, RecordId)
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
                Source = HostOf(uri),
                Date = date,
                UnreadDate = date is null ? header[WarcField.Date] : default,
                Place = place,
                CodePage = codePage,
            },
            origin);
    }

    // Empty when it has none.
    private ReadOnlyMemory<byte> IdOf(in WarcHeader header)
    {
        var uri = Unbracketed(header[WarcField.TargetUri]);
        return uri.IsEmpty || fields.Name(RecordFields.Id).Equals(RecordId, StringComparison.OrdinalIgnoreCase)
            ? Unbracketed(header[WarcField.RecordId])
            : uri;
    }

    private static Rejection? Check(in WarcHeader header, ReadOnlyMemory<byte> id, Origin origin)
    {
        if (header.Twice is { } name)
            return new Rejection(origin, RejectionReason.DuplicateKey, $"The field {name} stands twice.");
        return id.IsEmpty
            ? new Rejection(origin, RejectionReason.MissingId, $"There is neither WARC-Target-URI nor {RecordId}.")
            : null;
    }

    // Identities stand in angle brackets, and with some writers addresses do.
    private static ReadOnlyMemory<byte> Unbracketed(ReadOnlyMemory<byte> value) =>
        value.Length > 2 && value.Span[0] == '<' && value.Span[^1] == '>' ? value[1..^1] : value;

    // scheme://user@host:port/path; nothing for addresses of another form.
    private static ReadOnlyMemory<byte> HostOf(ReadOnlyMemory<byte> uri)
    {
        int scheme = uri.Span.IndexOf("://"u8);
        if (scheme < 0)
            return default;
        var host = uri[(scheme + 3)..];
        int end = host.Span.IndexOfAny("/?#"u8);
        host = end < 0 ? host : host[..end];
        host = host[(host.Span.LastIndexOf((byte)'@') + 1)..];
        int port = host.Span.LastIndexOf((byte)':');
        // Not the colons inside [an address of IPv6].
        if (port > host.Span.LastIndexOf((byte)']'))
            host = host[..port];
        if (!host.Span.ContainsAnyInRange((byte)'A', (byte)'Z'))
            return host;
        var small = new byte[host.Length];
        Ascii.ToLower(host.Span, small, out int written);
        return written == small.Length ? small : host;
    }
}
