using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Shared;

/// <summary>Makes a document of a file that is parsed as a whole; its path is the id.</summary>
/// <param name="what">What the file is, for messages.</param>
/// <param name="parse">Parses it; whatever it throws is a rejection.</param>
internal sealed class ParsedFileReader(string what, Func<ReadOnlyMemory<byte>, ParsedText> parse) : DocumentReader
{
    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var origin = new Origin(segment.Source, 0);
        if (bytes.IsEmpty)
            sink.Reject(new Rejection(origin, RejectionReason.Empty));
        else
            ParsedDocument.Read(what, origin, sink, () => parse(bytes));
    }
}
