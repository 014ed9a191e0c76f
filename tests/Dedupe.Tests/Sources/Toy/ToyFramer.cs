using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Tests.Sources.Toy;

/// <summary>Finds the lines of <c>%%</c>.</summary>
internal sealed class ToyFramer(int maxDocumentBytes) : Framer
{
    private static readonly byte[] Separator = "\n%%\n"u8.ToArray();

    private long line = 1;
    private bool losing;
    private long begun = 1; // the line on which the document at work begins
    private byte[]? outlet;

    /// <inheritdoc/>
    public override bool IsLosing => losing;

    /// <inheritdoc/>
    public override bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out Frame frame)
    {
        frame = default;
        int end = bytes.Span.IndexOf(Separator);
        if (bytes.IsEmpty && !(last && losing))
            return false;
        if (end < 0 && !last)
        {
            // All but what may be the start of the next separator.
            int useless = losing ? bytes.Length - Separator.Length : 0;
            frame = Frame.Nothing(Math.Max(0, useless), line);
            line += bytes.Span[..frame.Taken].Count((byte)'\n');
            return useless > 0;
        }

        int taken = end < 0 ? bytes.Length : end + Separator.Length;
        var text = bytes.Span[..(end < 0 ? bytes.Length : end)];
        if (losing || text.Length > maxDocumentBytes)
            frame = Frame.Lost(taken, begun, new InputException(
                RejectionReason.Oversized, TextRules.TooLarge(maxDocumentBytes, "document")));
        else if (position == 0 && text.StartsWith("outlet:"u8))
            outlet = text["outlet:"u8.Length..].ToArray();
        else
            frame = new Frame(taken, text.Length, line) { Context = outlet };
        if (frame == default)
            frame = Frame.Nothing(taken, line);
        losing = false;
        line += bytes.Span[..taken].Count((byte)'\n');
        begun = line;
        return true;
    }

    /// <inheritdoc/>
    public override bool GivesUp(ReadOnlySpan<byte> bytes) =>
        losing |= bytes.Length > maxDocumentBytes + Separator.Length && bytes.IndexOf(Separator) < 0;

    /// <inheritdoc/>
    public override IReadOnlyList<Frame> Damaged(InputException fault) => [Frame.Lost(0, begun, fault)];
}
