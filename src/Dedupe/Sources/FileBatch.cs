using System.Buffers;
using System.Text;
using Dedupe.Kernels;

namespace Dedupe.Sources;

/// <summary>Whole documents of one or more files, still as they were read (unpacked, in UTF-8).</summary>
internal sealed class FileBatch(
    byte[] buffer, IReadOnlyList<Segment> segments, JsonFields fields, int maxDocumentBytes) : DocumentBatch
{
    private byte[]? buffer = buffer;

    /// <inheritdoc/>
    public override long Bytes => buffer?.Length ?? 0;

    /// <inheritdoc/>
    public override void Read(IDocumentSink sink)
    {
        ObjectDisposedException.ThrowIf(buffer is null, this);
        using var lines = new JsonLineReader(fields, StringScanner.For(KernelRegistry.Active));
        var decoder = new TextDecoder(fields.Encoding);
        foreach (var segment in segments)
        {
            var memory = buffer.AsMemory(segment.Start, segment.Length);
            if (segment.Rejection is not null)
                sink.Reject(segment.Rejection);
            else if (segment.Format == InputFormat.Text)
                ReadText(memory, segment, decoder, sink);
            else if (segment.Format == InputFormat.Wet)
                WetRecord.Read(memory, segment, fields, decoder, sink);
            else
                ReadLines(memory, segment, lines, sink);
        }
    }

    private static void ReadText(ReadOnlyMemory<byte> text, Segment segment, TextDecoder decoder, IDocumentSink sink)
    {
        var origin = new Origin(segment.Source, segment.Line);
        var place = new TextPlace(segment.File, segment.Offset, text.Length);
        int codePage = segment.CodePage;
        var rejection = codePage == 0 ? decoder.TryDecode(ref text, ref place, origin, "The file", out codePage) : null;
        rejection ??= TextRules.Check(text.Span, origin, "The file");
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

    private void ReadLines(ReadOnlyMemory<byte> rest, Segment segment, JsonLineReader lines, IDocumentSink sink)
    {
        long offset = segment.Offset;
        for (long number = segment.Line; !rest.IsEmpty; number++)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var origin = new Origin(segment.Source, number);
            if (line.Length > maxDocumentBytes)
                sink.Reject(Oversized(origin, maxDocumentBytes, "line"));
            else
                lines.Read(line, origin, sink, new TextPlace(segment.File, offset, line.Length), segment.CodePage);
            offset += line.Length + 1;
        }
    }

    /// <summary>Word of a document that is too large.</summary>
    public static Rejection Oversized(Origin origin, int limit, string what) =>
        new(origin, RejectionReason.Oversized, $"The {what} is larger than {limit} bytes.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (buffer is not null)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = null;
        base.Dispose(disposing);
    }
}
