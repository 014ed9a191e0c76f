using Dedupe.Sources;

namespace Dedupe.Batch;

/// <summary>
/// Filters WARC records; each becomes a gzip member of its own. What cannot be unpacked cannot be kept.
/// </summary>
internal sealed class RecordFilter(string source, SourceOptions options, FilterSink sink, PackedWriter output)
    : StreamFilter(source, sink, output)
{
    private readonly JsonFields fields = new(options);
    private readonly TextDecoder decoder = new(options.Encoding);
    private readonly RecordFramer framer = new(options.MaxDocumentBytes);
    private long position;
    private long lastNumber;

    /// <inheritdoc/>
    protected override int Take(ReadOnlyMemory<byte> bytes, bool last)
    {
        int taken = 0;
        while (framer.TryNext(bytes[taken..], position, last, out var frame))
        {
            Judge(bytes.Slice(taken, frame.Taken), frame);
            taken += frame.Taken;
            position += frame.Taken;
        }

        return taken;
    }

    /// <inheritdoc/>
    protected override void End(ReadOnlyMemory<byte> bytes, InputException? fault)
    {
        if (fault is null)
        {
            Take(bytes, last: true);
            return;
        }

        int whole = (int)Math.Clamp((fault.CheckedUpTo ?? position + bytes.Length) - position, 0, bytes.Length);
        int taken = whole > 0 ? Take(bytes[..whole], last: true) : 0;
        taken += Take(bytes[taken..], last: false);
        position += bytes.Length - taken;
        lastNumber = framer.Damaged();
        Sink.Reject(new Rejection(new Origin(Source, lastNumber), fault.Reason, fault.Message));
    }

    private void Judge(ReadOnlyMemory<byte> bytes, in RecordFrame frame)
    {
        Sink.Keeps = true;
        if (frame.Fault is { } fault)
            Sink.Reject(new Rejection(new Origin(Source, frame.Number), fault.Reason, fault.Message));
        else if (framer.IsLosing)
            Sink.Keeps = Sink.KeepsRejected;
        else if (frame.Length > 0)
            WetRecord.Read(
                bytes[..frame.Length],
                new Segment(Source, InputFormat.Wet, frame.Number, 0, frame.Length, Offset: position), fields, decoder,
                Sink);

        if (frame.Number != lastNumber)
            Output.StartMember();
        lastNumber = frame.Number;
        if (Sink.Keeps)
            Output.Write(bytes.Span);
    }
}
