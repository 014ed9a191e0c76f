using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Tests.Sources.Toy;

/// <summary>Reads one document: its id, then its text.</summary>
internal sealed class ToyReader : DocumentReader
{
    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var origin = new Origin(segment.Source, segment.Line);
        int end = bytes.Span.IndexOf((byte)'\n');
        var id = end < 0 ? bytes : bytes[..end];
        var text = end < 0 ? default : bytes[(end + 1)..];
        var rejection = TextRules.CheckEncoding(id.Span, origin, "The id") ?? TextRules.Check(
            text.Span, origin, "The text");
        if (rejection is not null)
        {
            sink.Reject(rejection);
            return;
        }

        sink.Accept(
            new Document(id, text)
            {
                Source = (byte[]?)segment.Context,
                Place = new TextPlace(segment.File, segment.Offset + end + 1, text.Length),
                CodePage = segment.CodePage,
            },
            origin);
    }
}
