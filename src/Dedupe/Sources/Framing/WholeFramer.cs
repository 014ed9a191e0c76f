namespace Dedupe.Sources.Framing;

/// <summary>The whole input is one document.</summary>
internal sealed class WholeFramer(int maxDocumentBytes) : Framer
{
    private bool ended;
    private bool tooLarge;

    /// <inheritdoc/>
    public override bool IsHopeless => tooLarge;

    /// <inheritdoc/>
    public override bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out Frame frame)
    {
        frame = tooLarge && !last ? Frame.Nothing(bytes.Length, 1)
            : tooLarge ? Frame.Lost(
                bytes.Length, 1,
                new InputException(RejectionReason.Oversized, TextRules.TooLarge(maxDocumentBytes, "file")))
            : new Frame(bytes.Length, bytes.Length, 1);
        bool taken = last ? !ended : tooLarge && !bytes.IsEmpty;
        ended |= last;
        return taken;
    }

    /// <inheritdoc/>
    public override bool GivesUp(ReadOnlySpan<byte> bytes) => tooLarge |= bytes.Length > maxDocumentBytes;

    /// <inheritdoc/>
    public override IReadOnlyList<Frame> Damaged(InputException fault) => [Frame.Lost(0, 0, fault)];
}
