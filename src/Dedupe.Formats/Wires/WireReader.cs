using System.Text;
using Dedupe.Formats.Shared.News;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Wires;

/// <summary>Reads messages of a wire: those of ANPA have other headers and lines than those of IPTC 7901.</summary>
internal sealed class WireReader(ReadingRules rules) : DocumentReader
{
    private readonly TextDecoder decoder = new(rules.Options.Encoding);

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var origin = new Origin(segment.Source, segment.Line);
        int codePage = segment.CodePage;
        if (codePage == 0 && Decode(ref bytes, origin, out codePage) is { } rejection)
        {
            sink.Reject(rejection);
            return;
        }

        if (bytes.Span.IndexOf(WireFramer.Text) < 0)
        {
            sink.Reject(new Rejection(
                origin, RejectionReason.Corrupt,
                    $"Message {origin.Line} has no text: there is no STX behind its SOH."));
            return;
        }

        var message = WireMessage.Of(Encoding.UTF8.GetString(bytes.Span));
        var item = message.IsAnpa ? WireAnpa.Read(message) : WireIptc.Read(message);
        NewsDocument.Pass(item, origin, codePage, rules.Options.MaxDocumentBytes, sink);
    }

    // The control characters of a wire are no sign of a wrong encoding: only the others are looked at.
    private Rejection? Decode(ref ReadOnlyMemory<byte> bytes, Origin origin, out int codePage)
    {
        codePage = 0;
        if (!decoder.Always && System.Text.Unicode.Utf8.IsValid(bytes.Span))
            return null;
        TextPlace place = default;
        return decoder.TryDecode(ref bytes, ref place, origin, $"Message {origin.Line}", out codePage);
    }
}
