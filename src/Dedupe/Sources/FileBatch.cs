using System.Buffers;
using Dedupe.Sources.Framing;

namespace Dedupe.Sources;

/// <summary>Whole documents of one or more files, still as they were read (unpacked, in UTF-8).</summary>
internal sealed class FileBatch(byte[] buffer, IReadOnlyList<Segment> segments, ReadingRules rules) : DocumentBatch
{
    private byte[]? buffer = buffer;

    /// <inheritdoc/>
    public override long Bytes => buffer?.Length ?? 0;

    /// <inheritdoc/>
    public override void Read(IDocumentSink sink)
    {
        ObjectDisposedException.ThrowIf(buffer is null, this);
        using var readers = new DocumentReaders();
        foreach (var segment in segments)
        {
            if (segment.Rejection is not null)
                sink.Reject(segment.Rejection);
            else
                readers.Of(segment.Format!, rules).Read(
                    buffer.AsMemory(segment.Start, segment.Length), segment,
                    MarkupSink.For(segment.Format!, rules.Options, sink));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (buffer is not null)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = null;
        base.Dispose(disposing);
    }
}
