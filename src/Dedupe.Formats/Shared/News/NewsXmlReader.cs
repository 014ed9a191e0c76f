using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Shared.News;

/// <summary>Reads the items that <see cref="NewsXmlFramer"/> cuts out.</summary>
/// <param name="rules">How they are read.</param>
/// <param name="read">Makes an item of its element; what stands around it may be null.</param>
internal sealed class NewsXmlReader(ReadingRules rules, Func<NewsNode, NewsXmlHead?, NewsItem> read) : DocumentReader
{
    private readonly NewsXmlText texts = new(rules.Options.Encoding);

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var origin = new Origin(segment.Source, segment.Line);
        var head = (NewsXmlHead?)segment.Context;
        int codePage = segment.CodePage;
        try
        {
            string text = texts.Decode(bytes, head?.Encoding, out int from);
            var item = read(NewsNodes.Read(text, head?.Spaces), head);
            NewsDocument.Pass(
                item, origin, codePage == 0 ? from : codePage, rules.Options.MaxDocumentBytes, sink);
        }
        catch (InputException fault)
        {
            sink.Reject(new Rejection(origin, fault.Reason, $"{NewsDocument.Named(origin)}: {fault.Message}"));
        }
    }
}
