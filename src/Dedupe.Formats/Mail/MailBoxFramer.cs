using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Mail;

/// <summary>
/// Letters one behind the other, each after a line that begins with <c>From </c> (RFC 4155). Such a line counts at the
/// start and behind a blank line, if a time of day stands in it; what is text of a letter has a &gt; before it.
/// </summary>
internal sealed class MailBoxFramer(int maxDocumentBytes) : Framer
{
    private static ReadOnlySpan<byte> Mark => "From "u8;

    private const int LongestMark = 200;

    private int looked;
    private long number;
    private bool losing;

    /// <inheritdoc/>
    public override bool IsLosing => losing;

    /// <inheritdoc/>
    public override bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out Frame frame)
    {
        frame = default;
        var span = bytes.Span;
        if (span.IsEmpty)
            return false;
        int end = IndexOfNext(span, last);
        if (end < 0 && !last)
        {
            if (!losing)
                return false;
            // A mark may begin in the last bytes.
            int useless = Math.Max(0, span.Length - LongestMark);
            looked = 0;
            frame = Frame.Nothing(useless, number);
            return useless > 0;
        }

        int taken = end < 0 ? span.Length : end;
        looked = 0;
        if (!losing)
            number++;
        if (losing || taken > maxDocumentBytes)
        {
            losing = false;
            frame = Frame.Lost(
                taken, number,
                new InputException(RejectionReason.Oversized, TextRules.TooLarge(maxDocumentBytes, "letter")));
            return true;
        }

        bool isBlank = span[..taken].IndexOfAnyExcept(" \t\r\n"u8) < 0;
        frame = new Frame(taken, isBlank ? Frame.None : taken, number);
        return true;
    }

    /// <inheritdoc/>
    public override bool GivesUp(ReadOnlySpan<byte> bytes)
    {
        if (losing || bytes.Length <= maxDocumentBytes || IndexOfNext(bytes, last: false) >= 0)
            return losing;
        number++;
        return losing = true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Frame> Damaged(InputException fault)
    {
        if (!losing)
            number++;
        losing = false;
        looked = 0;
        return [Frame.Lost(0, number, fault)];
    }

    // What was looked at without finding a mark is not looked at again.
    private int IndexOfNext(ReadOnlySpan<byte> bytes, bool last)
    {
        int at = Math.Max(looked, 1);
        while (at < bytes.Length)
        {
            int found = bytes[(at - 1)..].IndexOf("\nFrom "u8);
            if (found < 0)
                break;
            int start = at + found;
            int lineEnd = bytes[start..].IndexOf((byte)'\n');
            if (lineEnd < 0 && !last)
            {
                looked = start;
                return -1;
            }

            if (IsMark(bytes, start, lineEnd < 0 ? bytes.Length : start + lineEnd))
                return start;
            at = start + 1;
        }

        looked = Math.Max(1, bytes.Length - Mark.Length);
        return -1;
    }

    private static bool IsMark(ReadOnlySpan<byte> bytes, int start, int end)
    {
        bool behindBlank = bytes[..start].EndsWith("\n\n"u8) || bytes[..start].EndsWith("\n\r\n"u8);
        return behindBlank && end - start < LongestMark && HasTime(bytes[start..end]);
    }

    // 06:00, as in the date that ends such a line.
    private static bool HasTime(ReadOnlySpan<byte> line)
    {
        for (int at = 2; at + 2 < line.Length; at++)
        {
            if (line[at] == ':' && Digits(line[(at - 2)..at]) && Digits(line[(at + 1)..(at + 3)]))
                return true;
        }

        return false;
    }

    private static bool Digits(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
