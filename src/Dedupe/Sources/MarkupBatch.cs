namespace Dedupe.Sources;

/// <summary>A batch of a format that reads files by itself; markup goes as it is read.</summary>
internal sealed class MarkupBatch(DocumentBatch inner, InputFormat format, SourceOptions options) : DocumentBatch
{
    /// <inheritdoc/>
    public override long Bytes => inner.Bytes;

    /// <inheritdoc/>
    public override void Read(IDocumentSink sink) => inner.Read(MarkupSink.For(format, options, sink));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
