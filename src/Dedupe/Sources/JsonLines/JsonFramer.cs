using System.Buffers;
using System.Globalization;
using Dedupe.Sources.Framing;

namespace Dedupe.Sources.JsonLines;

/// <summary>
/// Finds objects that stand in a list, alone or behind each other; commas, brackets and white space around them are no
/// documents. A place is the number of a value, from 1: many may stand on one line. What is no object costs itself. An
/// object that has no end, or in which a string goes over the end of a line, is lost, and the next one is looked for
/// where a line begins as its own did.
/// </summary>
internal sealed class JsonFramer(int maxDocumentBytes) : Framer
{
    // Each broken object is looked at to its end, and what it holds again. Crafted bytes could ask for that at every
    // line, so in all it is bounded by the bytes there are.
    private const int MostReplays = 64;
    private const int FreeReplays = 1 << 20;

    private static readonly SearchValues<byte> BetweenValues = SearchValues.Create(" \t\r\n,[]"u8);

    private readonly JsonValueScan scan = new();
    private long replayed;
    private long number; // of the value at work, or of the last one
    private long line = 1;
    private long begun = 1; // the line on which the value at work begins
    private byte[]? indent = []; // the white space before it there; null: it does not begin its line
    private int open; // lists that are not ended
    private bool inValue;
    private bool skipping; // over a value that is too large
    private bool seeking; // behind a value that is broken
    private bool isSought; // whether the next one was found

    /// <inheritdoc/>
    public override bool IsLosing => skipping || seeking;

    /// <inheritdoc/>
    public override bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out Frame frame)
    {
        var span = bytes.Span;
        frame = default;
        seeking &= !isSought;
        isSought = false;
        if (span.IsEmpty)
            return last && TryEnd(out frame);
        if (seeking)
            return TrySeek(span, last, out frame);
        if (!inValue && TakeBetween(span) is > 0 and var between)
        {
            frame = Frame.Nothing(between, number);
            return true;
        }

        if (!inValue)
            number++;
        inValue = true;
        var found = scan.Scan(span, out int length);
        if (found == JsonScanned.More && !last)
        {
            // What was looked at of a value that is too large is of no use.
            frame = Frame.Nothing(skipping ? Count(span[..length]) : 0, number);
            scan.Forget(frame.Taken);
            return frame.Taken > 0;
        }

        frame = found switch
        {
            JsonScanned.Whole when skipping => Frame.Lost(Count(span[..length]), number, TooLarge),
            JsonScanned.Whole => Whole(span[..length]),
            JsonScanned.More when skipping => Frame.Lost(Count(span), number, TooLarge),
            JsonScanned.More => Lose("The object has no end.", length, position),
            _ => Lose(
                "A string goes over the end of a line, or a bracket ends what another began.", length, position),
        };
        scan.Reset();
        (inValue, skipping) = (false, false);
        return frame.Taken > 0 || seeking;
    }

    /// <inheritdoc/>
    public override bool GivesUp(ReadOnlySpan<byte> bytes)
    {
        if (!seeking && !skipping && inValue && bytes.Length > maxDocumentBytes)
            skipping = scan.Scan(bytes, out _) == JsonScanned.More;
        return skipping;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Frame> Damaged(InputException fault)
    {
        scan.Reset();
        return [Frame.Lost(0, inValue ? number : number + 1, fault)];
    }

    private InputException TooLarge =>
        new(RejectionReason.Oversized, TextRules.TooLarge(maxDocumentBytes, "object"));

    private Frame Whole(ReadOnlySpan<byte> value)
    {
        int taken = Count(value);
        if (taken > maxDocumentBytes)
            return Frame.Lost(taken, number, TooLarge);
        return value[0] == '{'
            ? new Frame(taken, taken, number)
            : Frame.Lost(
                taken, number,
                new InputException(RejectionReason.BadJson, "This is not a JSON object: it begins otherwise."));
    }

    // A list that has no end is told once.
    private bool TryEnd(out Frame frame)
    {
        frame = open > 0
            ? Frame.Lost(0, number + 1, new InputException(RejectionReason.Truncated, "The list has no end."))
            : default;
        open = 0;
        return frame.Fault is not null;
    }

    private Frame Lose(string why, int scanned, long position)
    {
        replayed += scanned;
        if (replayed > (MostReplays * position) + FreeReplays + scanned)
            indent = null;
        seeking = true;
        open = 0;
        string next = indent is null
            ? " What follows it is lost as well."
            : " Reading goes on at a line that begins as its own does.";
        string where = string.Create(CultureInfo.InvariantCulture, $" It begins in line {begun}.");
        return Frame.Lost(0, number, new InputException(RejectionReason.BadJson, why + where + next));
    }

    private int Count(ReadOnlySpan<byte> bytes)
    {
        line += bytes.Count((byte)'\n');
        return bytes.Length;
    }

    // The bytes before the next value.
    private int TakeBetween(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.IndexOfAnyExcept(BetweenValues);
        var between = bytes[..(length < 0 ? bytes.Length : length)];
        int lineEnd = between.LastIndexOf((byte)'\n');
        if (lineEnd >= 0 || !between.IsEmpty)
            indent = lineEnd >= 0 || line == 1 && begun == 1 && open == 0
                ? between[(lineEnd + 1)..].TrimStart("["u8).ToArray()
                : null;
        if (indent.AsSpan().IndexOfAnyExcept(" \t"u8) >= 0)
            indent = null;
        open = Math.Max(0, open + between.Count((byte)'[') - between.Count((byte)']'));
        Count(between);
        begun = line;
        return between.Length;
    }

    // Goes to the next line that begins as the line of the lost value did; to the end, if that began in a line.
    private bool TrySeek(ReadOnlySpan<byte> bytes, bool last, out Frame frame)
    {
        for (int at = 0; indent is not null;)
        {
            int end = bytes[at..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            at += end + 1;
            var rest = bytes[at..];
            if (rest.Length <= indent.Length && !last)
            {
                frame = Frame.Nothing(Count(bytes[..(at - 1)]), number);
                return frame.Taken > 0;
            }

            if (rest.Length > indent.Length && rest.StartsWith(indent) && rest[indent.Length] == '{')
            {
                isSought = true;
                frame = Frame.Nothing(Count(bytes[..at].TrimEnd(" \t\r\n,"u8)), number);
                return true;
            }
        }

        frame = Frame.Nothing(Count(bytes), number);
        return true;
    }
}
