using Dedupe.Sources.Packings;

namespace Dedupe.Sources.Framing;

/// <summary>
/// Filters a format whose framer takes one document a step: the bytes of a document stay or go as they are, and each
/// becomes a packed member of its own where the format has it so. What cannot be unpacked cannot be kept.
/// </summary>
internal class FrameFilter(
    InputFormat format, string source, ReadingRules rules, IFilterSink sink, PackedWriter output)
    : StreamFilter(source, sink, output)
{
    private readonly Framer framer = format.CreateFilterFramer(rules);
    private readonly DocumentReader reader = format.CreateReader(rules);
    private bool begun = !format.IsText;
    private bool isWide;
    private long position;
    private long lastNumber;

    /// <inheritdoc/>
    protected override int PassOn(ReadOnlyMemory<byte> bytes, bool last)
    {
        int taken = 0;
        if (!begun)
        {
            if (bytes.Length < ByteOrder.Bytes && !last)
                return 0;
            taken = Begin(bytes.Span);
            begun = true;
        }

        if (isWide)
        {
            Output.Write(bytes.Span[taken..]);
            return bytes.Length;
        }

        framer.GivesUp(bytes.Span[taken..]);
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
            PassOn(bytes, last: true);
            return;
        }

        int taken = 0;
        if (format.MembersAreDocuments)
        {
            int whole = (int)Math.Clamp((fault.CheckedUpTo ?? position + bytes.Length) - position, 0, bytes.Length);
            taken = whole > 0 ? PassOn(bytes[..whole], last: true) : 0;
        }

        taken += PassOn(bytes[taken..], last: false);
        position += bytes.Length - taken;
        foreach (var frame in framer.Damaged(fault))
        {
            lastNumber = frame.Number;
            Sink.Reject(frame.Told(Source)!);
        }
    }

    // Sees to a byte-order mark. Documents are cut out of the bytes of the file, and those of UTF-16 are not what
    // the framer knows: such a file stays whole, and is told.
    private int Begin(ReadOnlySpan<byte> bytes)
    {
        var order = ByteOrder.Of(bytes, format, rules.Options.Encoding);
        isWide = order.CodePage != 0;
        if (isWide)
            Sink.Reject(new Rejection(
                new Origin(Source, 0), RejectionReason.Unsupported,
                $"The file is in {TextEncodings.NameOf(order.CodePage)}, and is kept whole: only UTF-8 is filtered."));
        Output.Write(bytes[..order.MarkBytes]);
        return order.MarkBytes;
    }

    private void Judge(ReadOnlyMemory<byte> bytes, in Frame frame)
    {
        Sink.Keeps = true;
        if (frame.Told(Source) is { } rejection)
            Sink.Reject(rejection);
        else if (framer.IsLosing)
            Sink.Keeps = Sink.KeepsRejected;
        else if (frame.HasDocuments)
            reader.Read(
                bytes[..frame.Length],
                new Segment(Source, format, frame.Number, 0, frame.Length, Offset: position, Context: frame.Context),
                Sink);

        if (format.MembersAreDocuments && frame.Number != lastNumber)
            Output.StartMember();
        lastNumber = frame.Number;
        Pass(bytes.Span, frame.HasDocuments || frame.Fault is not null || framer.IsLosing, Sink.Keeps);
    }

    /// <summary>Passes on a step of the framer, if it stays.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="isDocument">Whether they are a document, or of one that is lost.</param>
    /// <param name="keeps">Whether they stay.</param>
    protected virtual void Pass(ReadOnlySpan<byte> bytes, bool isDocument, bool keeps)
    {
        if (keeps)
            Output.Write(bytes);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        reader.Dispose();
        base.Dispose(disposing);
    }
}
