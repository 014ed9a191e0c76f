namespace Dedupe.Sources;

/// <summary>
/// Finds where the WARC records of a file begin and end. A record counts when its Content-Length leads to the blank lines behind it, or to the next record;
/// else it is lost, and the next one is looked for from its second byte: a wrong length never skips over others. Bytes are
/// looked at again only when as many have been added, so time is linear.
/// </summary>
internal sealed class RecordFramer(int maxDocumentBytes)
{
    private const int SeparatorBytes = 4;

    // How long the start of the next record is waited for. It tells that a packed record was unpacked well: what comes from damaged data is not
    // followed by one, and word of the damage comes in time.
    private const int PatienceBytes = 1 << 17;

    // Line ends between two records that are passed over when they are not the two that should stand there.
    private const int MostLineEnds = 16;

    private InputException? lost;
    private bool seeking;

    /// <summary>Records found so far, lost ones among them.</summary>
    public long Number { get; private set; }

    /// <summary>True while the bytes taken belong to a record that is lost, and told when the next one is found.</summary>
    public bool IsLosing => lost is not null;

    /// <summary>Takes the next step.</summary>
    /// <param name="bytes">What was not taken yet.</param>
    /// <param name="position">Where in the unpacked file they begin, for messages.</param>
    /// <param name="last">True when nothing follows.</param>
    /// <param name="frame">The step.</param>
    /// <returns>False when more bytes are needed, or, at the end, when nothing is left.</returns>
    public bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out RecordFrame frame)
    {
        if (seeking)
            return TrySeek(bytes.Span, last, out frame);
        frame = default;
        int lineEnds = LineEnds(bytes.Span);
        if (lineEnds > 0)
        {
            frame = new RecordFrame(lineEnds, 0, Number, null);
            return true;
        }

        if (bytes.IsEmpty)
            return false;
        bool? isHeader = WarcHeader.Read(bytes, out var header);
        if (isHeader is null && !last)
            return false;
        if (isHeader is null)
            frame = Lose(RejectionReason.Truncated, $"The file ends in the header of the record at byte {position}.");
        else if (isHeader is false)
            frame = Lose(RejectionReason.Corrupt, $"There is no WARC/1.x header at byte {position}, where a record should begin.");
        else
            return TryRecord(bytes.Span, header, position, last, out frame);
        return true;
    }

    /// <summary>Forgets a record that is being lost, because word of a damage takes its place.</summary>
    /// <returns>The number of the record that the damage cost.</returns>
    public long Damaged()
    {
        bool known = seeking && lost is not null;
        (seeking, lost) = (false, null);
        return known ? Number : ++Number;
    }

    private bool TryRecord(ReadOnlySpan<byte> bytes, in WarcHeader header, long position, bool last, out RecordFrame frame)
    {
        frame = default;
        if (header.BlockLength is not { } block)
            frame = Lose(RejectionReason.Corrupt, $"The record at byte {position} has no Content-Length that is a number.");
        else if (block > maxDocumentBytes)
            frame = Lose(RejectionReason.Oversized, $"The record at byte {position} is larger than {maxDocumentBytes} bytes.", header.IsConversion);
        else
            return TryBlock(bytes, header, header.Length + (int)block, position, last, out frame);
        return true;
    }

    private bool TryBlock(ReadOnlySpan<byte> bytes, in WarcHeader header, int end, long position, bool last, out RecordFrame frame)
    {
        frame = default;
        if (bytes.Length < end)
        {
            if (!last)
                return false;
            frame = IndexOfStart(bytes[1..]) < 0
                ? Lose(RejectionReason.Truncated, $"The file ends in the record at byte {position}.")
                : WrongLength(position);
            return true;
        }

        var rest = bytes[end..];
        int lineEnds = LineEnds(rest);
        bool separated = rest.StartsWith("\r\n\r\n"u8);
        bool followed = WarcHeader.IsStart(rest[lineEnds..]);
        if (!last && !followed && rest.Length < (separated ? PatienceBytes : Math.Min(lineEnds, MostLineEnds) + WarcHeader.StartBytes))
            return false;
        if (separated)
        {
            lineEnds = SeparatorBytes;
        }
        else if (!(last && lineEnds == rest.Length) && (lineEnds > MostLineEnds || !followed))
        {
            frame = WrongLength(position);
            return true;
        }

        Number++;
        frame = new RecordFrame(end + lineEnds, header.IsConversion ? end : 0, Number, null);
        return true;
    }

    private RecordFrame WrongLength(long position) =>
        Lose(RejectionReason.Corrupt, $"The Content-Length of the record at byte {position} does not lead to its end.");

    // What is no text is passed over without a word, and so is its loss.
    private RecordFrame Lose(RejectionReason reason, string message, bool tell = true)
    {
        Number++;
        seeking = true;
        lost = tell ? new InputException(reason, message) : null;
        return new RecordFrame(1, 0, Number, null);
    }

    private bool TrySeek(ReadOnlySpan<byte> bytes, bool last, out RecordFrame frame)
    {
        int next = IndexOfStart(bytes);
        if (next < 0 && !last)
        {
            int useless = Math.Max(0, bytes.Length - WarcHeader.StartBytes + 1);
            frame = new RecordFrame(useless, 0, Number, null);
            return useless > 0;
        }

        frame = new RecordFrame(next < 0 ? bytes.Length : next, 0, Number, lost);
        (seeking, lost) = (false, null);
        return true;
    }

    private static int IndexOfStart(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; ;)
        {
            int next = bytes[at..].IndexOf("WARC/1."u8);
            if (next < 0)
                return -1;
            at += next;
            if (WarcHeader.IsStart(bytes[at..]))
                return at;
            at++;
        }
    }

    private static int LineEnds(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        return end < 0 ? bytes.Length : end;
    }
}
