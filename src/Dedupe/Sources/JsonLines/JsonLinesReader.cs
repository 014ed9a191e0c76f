using Dedupe.Kernels;
using Dedupe.Sources.Framing;

namespace Dedupe.Sources.JsonLines;

/// <summary>Reads stretches of whole lines.</summary>
internal sealed class JsonLinesReader(ReadingRules rules) : DocumentReader
{
    private readonly JsonLineReader lines = new(rules.Fields, StringScanner.For(KernelRegistry.Active));
    private readonly int maxDocumentBytes = rules.Options.MaxDocumentBytes;

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink)
    {
        var rest = bytes;
        long offset = segment.Offset;
        for (long number = segment.Line; !rest.IsEmpty; number++)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var origin = new Origin(segment.Source, number);
            if (line.Length > maxDocumentBytes)
                sink.Reject(new Rejection(
                    origin, RejectionReason.Oversized, TextRules.TooLarge(maxDocumentBytes, "line")));
            else
                lines.Read(line, origin, sink, new TextPlace(segment.File, offset, line.Length), segment.CodePage);
            offset += line.Length + 1;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lines.Dispose();
        base.Dispose(disposing);
    }
}
