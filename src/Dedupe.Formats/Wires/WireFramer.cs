using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Wires;

/// <summary>
/// Cuts a wire into its messages, one a step: from one SOH to what stands before the next. A message without an end is
/// one all the same, when another begins; at the end of the file it is cut.
/// </summary>
internal sealed class WireFramer(int maxDocumentBytes) : Framer
{
    /// <summary>Begins a header (SOH).</summary>
    public const byte Header = 0x01;

    /// <summary>Begins a text (STX).</summary>
    public const byte Text = 0x02;

    /// <summary>Ends a text (ETX).</summary>
    public const byte TextEnd = 0x03;

    /// <summary>Ends a message (EOT).</summary>
    public const byte End = 0x04;

    private long number;
    private int searched;
    private bool isLosing;

    /// <inheritdoc/>
    public override bool IsLosing => isLosing;

    // They may be many messages: what is whole is taken first.
    /// <inheritdoc/>
    public override bool GivesUp(ReadOnlySpan<byte> bytes) => bytes.Length > maxDocumentBytes;

    /// <inheritdoc/>
    public override IReadOnlyList<Frame> Damaged(InputException fault) => [Frame.Lost(0, number + 1, fault)];

    /// <inheritdoc/>
    public override bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out Frame frame)
    {
        frame = default;
        if (bytes.IsEmpty && !isLosing)
            return false;
        var span = bytes.Span;
        if (!isLosing && span[0] != Header)
        {
            int begin = span.IndexOf(Header);
            int before = begin < 0 ? span.Length : begin;
            frame = begin < 0 && last && number == 0
                ? Frame.Lost(before, 0, new InputException(
                    RejectionReason.Unsupported, "This is no wire: no message begins in it (SOH)."))
                : Frame.Nothing(before, number);
            return true;
        }

        int next = Next(span);
        if (isLosing || (next < 0 ? span.Length : next) > maxDocumentBytes)
            return Lose(span.Length, next, last, out frame);
        if (next < 0 && !last)
        {
            searched = span.Length;
            return false;
        }

        searched = 0;
        number++;
        int length = next < 0 ? span.Length : next;
        frame = next < 0 && span.IndexOfAny(TextEnd, End) < 0
            ? Frame.Lost(length, number, new InputException(
                RejectionReason.Truncated, $"Message {number} has no end (ETX)."))
            : new Frame(length, length, number);
        return true;
    }

    // What is too large goes piece by piece, and is told once its end is found.
    private bool Lose(int length, int next, bool last, out Frame frame)
    {
        frame = default;
        searched = 0;
        if (next < 0 && !last)
        {
            isLosing = true;
            frame = Frame.Nothing(length, number + 1);
            return length > 0;
        }

        isLosing = false;
        number++;
        frame = Frame.Lost(next < 0 ? length : next, number, new InputException(
            RejectionReason.Oversized, TextRules.TooLarge(maxDocumentBytes, "message")));
        return true;
    }

    private int Next(ReadOnlySpan<byte> span)
    {
        int from = Math.Max(searched, isLosing ? 0 : 1);
        if (from >= span.Length)
            return -1;
        int next = span[from..].IndexOf(Header);
        if (next < 0)
            return -1;
        // The characters that keep the line in step belong to what they stand before.
        int begin = from + next;
        while (begin > 1 && span[begin - 1] == 0x16)
            begin--;
        return begin;
    }
}
