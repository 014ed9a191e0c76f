using System.Text;
using Dedupe.Formats.Shared;
using Dedupe.Formats.Shared.Html;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Warc;

/// <summary>
/// Makes documents of records. Id and url: the address; source: the outlet that the page names, else the host; date:
/// when the page says that it was published, else when it was fetched. What is neither a page nor plain text, and what
/// a server answered instead of it, is no document.
/// </summary>
/// <param name="rules">How it is read.</param>
internal sealed class WarcReader(ReadingRules rules) : DocumentReader
{
    private readonly HtmlBytes pages = new(rules.Options.Encoding);

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var origin = new Origin(segment.Source, segment.Line);
        WarcHeader.Read(bytes, out var header);
        var block = bytes[header.Length..];
        var answer = header.IsOfType("response"u8)
            ? WarcAnswer.Read(block)
            : new WarcAnswer(IsGood: true, ContentType(header), "", IsChunked: false, block);
        if (!answer.IsGood || !(answer.IsHtml || answer.IsPlain))
            return;
        var uri = WarcRecord.Address(header);
        var id = WarcRecord.Id(header, rules.Fields);
        var problem = WarcRecord.Check(header, id, origin)
            ?? TextRules.CheckEncoding(uri.Span, origin, "WARC-Target-URI")
            ?? TextRules.CheckEncoding(id.Span, origin, WarcRecord.RecordId);
        if (problem is not null)
        {
            sink.Reject(problem);
            return;
        }

        var (type, date) = (answer.IsHtml, Encoding.UTF8.GetString(header[WarcField.Date].Span));
        string host = Encoding.UTF8.GetString(WarcRecord.Host(uri).Span);
        ParsedDocument.Read("page", origin, sink, () =>
        {
            var body = answer.Unpacked(rules.Options.MaxDocumentBytes);
            string text = pages.Decode(body, answer.Charset, out int codePage);
            var parsed = type
                ? HtmlText.Page(
                    text.AsMemory(), rules.Options.Html == SourceOptions.MainHtml, HtmlText.IsXml(text))
                : new ParsedText([text]);
            return parsed with
            {
                Id = Encoding.UTF8.GetString(id.Span),
                Url = Encoding.UTF8.GetString(uri.Span),
                Source = parsed.Source ?? host,
                Date = parsed.Date is { } said && DateParser.Parse(Encoding.UTF8.GetBytes(said)) is not null
                    ? said
                    : date,
                CodePage = codePage,
            };
        });
    }

    // Texts that were made of pages say nothing or text/plain.
    private static string ContentType(in WarcHeader header)
    {
        string type = Encoding.Latin1.GetString(header[WarcField.ContentType].Span);
        return header.IsConversion && type.Length == 0 ? "text/plain" : type;
    }
}
