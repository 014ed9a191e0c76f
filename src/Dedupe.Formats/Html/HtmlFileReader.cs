using Dedupe.Formats.Shared;
using Dedupe.Formats.Shared.Html;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Html;

/// <summary>Makes a document of a page; its path is the id.</summary>
/// <param name="encoding">See <see cref="SourceOptions.Encoding"/>.</param>
/// <param name="main">Whether only the article on it is wanted.</param>
internal sealed class HtmlFileReader(string encoding, bool main) : DocumentReader
{
    private readonly HtmlBytes pages = new(encoding);

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        int codePage = segment.CodePage;
        ParsedDocument.Read("HTML", new Origin(segment.Source, 0), sink, () =>
        {
            string page = pages.Decode(bytes, told: null, out int decodedFrom);
            return HtmlText.Page(page.AsMemory(), main, HtmlText.IsXml(page)) with
            {
                CodePage = codePage == 0 ? decodedFrom : codePage,
            };
        });
    }
}
