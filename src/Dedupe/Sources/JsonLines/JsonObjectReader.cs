using Dedupe.Kernels;
using Dedupe.Sources.Framing;

namespace Dedupe.Sources.JsonLines;

/// <summary>Reads stretches that are one object each.</summary>
internal sealed class JsonObjectReader(ReadingRules rules) : DocumentReader
{
    private readonly JsonLineReader objects = new(rules.Fields, StringScanner.For(KernelRegistry.Active));

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink) => objects.Read(
        bytes, new Origin(segment.Source, segment.Line), sink,
        new TextPlace(segment.File, segment.Offset, bytes.Length), segment.CodePage);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        objects.Dispose();
        base.Dispose(disposing);
    }
}
