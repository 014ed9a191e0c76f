using System.Buffers;
using System.Text;
using Dedupe.Sources.Framing;

namespace Dedupe.Sources.PlainText;

/// <summary>Makes a document of a file of text.</summary>
/// <param name="encoding">See <see cref="SourceOptions.Encoding"/>.</param>
internal sealed class TextFileReader(string encoding) : DocumentReader
{
    private const string What = "The file";

    private readonly TextDecoder decoder = new(encoding);

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var text = bytes;
        var origin = new Origin(segment.Source, segment.Line);
        var place = new TextPlace(segment.File, segment.Offset, text.Length);
        int codePage = segment.CodePage;
        var rejection = codePage == 0 ? decoder.TryDecode(ref text, ref place, origin, What, out codePage) : null;
        rejection ??= TextRules.Check(text.Span, origin, What);
        if (rejection is not null)
        {
            sink.Reject(rejection);
            return;
        }

        byte[] id = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(segment.Source.Length));
        int length = Encoding.UTF8.GetBytes(segment.Source, id);
        sink.Accept(new Document(id.AsMemory(0, length), text) { Place = place, CodePage = codePage }, origin);
        ArrayPool<byte>.Shared.Return(id);
    }
}
