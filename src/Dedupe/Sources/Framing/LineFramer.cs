namespace Dedupe.Sources.Framing;

/// <summary>One document a line. A step takes all whole lines at hand; the last one needs no line end.</summary>
internal sealed class LineFramer(int maxDocumentBytes) : Framer
{
    private long line = 1;
    private bool skipping;

    /// <inheritdoc/>
    public override bool IsLosing => skipping;

    /// <inheritdoc/>
    public override long LineEnds => line - 1;

    private InputException TooLarge =>
        new(RejectionReason.Oversized, TextRules.TooLarge(maxDocumentBytes, "line"));

    /// <inheritdoc/>
    public override bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out Frame frame)
    {
        frame = default;
        if (skipping)
            return TrySkip(bytes.Span, last, out frame);
        int length = bytes.Span.LastIndexOf((byte)'\n') + 1;
        if (length == 0 && !(last && !bytes.IsEmpty))
            return false;
        int taken = length == 0 ? bytes.Length : length;
        frame = new Frame(taken, taken, line);
        line += bytes.Span[..length].Count((byte)'\n');
        return true;
    }

    /// <inheritdoc/>
    public override bool GivesUp(ReadOnlySpan<byte> bytes) =>
        skipping |= bytes.Length > maxDocumentBytes && !bytes.Contains((byte)'\n');

    /// <inheritdoc/>
    public override IReadOnlyList<Frame> Damaged(InputException fault)
    {
        var cut = Frame.Lost(0, line, fault);
        return skipping ? [Frame.Lost(0, line, TooLarge), cut] : [cut];
    }

    // Goes to the end of a line that is too long.
    private bool TrySkip(ReadOnlySpan<byte> bytes, bool last, out Frame frame)
    {
        int end = bytes.IndexOf((byte)'\n');
        if (end < 0 && !last)
        {
            frame = Frame.Nothing(bytes.Length, line);
            return !bytes.IsEmpty;
        }

        skipping = false;
        frame = Frame.Lost(end < 0 ? bytes.Length : end + 1, line, TooLarge);
        line += end < 0 ? 0 : 1;
        return true;
    }
}
