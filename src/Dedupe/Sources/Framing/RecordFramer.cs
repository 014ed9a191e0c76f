namespace Dedupe.Sources.Framing;

/// <summary>
/// Finds where the WARC records of a file begin and end. A record counts when its Content-Length leads to the blank
/// lines behind it, or to the next record; else it is lost, and the next one is looked for from its second byte: a
/// wrong length never skips over others. Bytes are looked at again only when as many have been added, or, in the
/// headers of lost records, a few times: time is linear.
/// </summary>
/// <param name="maxDocumentBytes">The largest block.</param>
/// <param name="wants">Which records are documents; null for those of type <c>conversion</c>.</param>
internal sealed class RecordFramer(int maxDocumentBytes, Func<WarcHeader, bool>? wants = null) : Framer
{
    private const int SeparatorBytes = 4;

    // How long the start of the next record is waited for. It tells that a packed record was unpacked well: what comes
    // from damaged data is not followed by one, and word of the damage comes in time.
    private const int PatienceBytes = 1 << 17;

    // Line ends between two records that are passed over when they are not the two that should stand there.
    private const int MostLineEnds = 16;

    // Bytes of headers of lost records that are read for each byte of the file; and so many from the start.
    private const int HeaderShare = 4;
    private const int FreeHeaderBytes = 1 << 20;

    private InputException? lost;
    private bool seeking;

    /// <summary>Records found so far, lost ones among them.</summary>
    public long Number { get; private set; }

    /// <summary>Bytes of headers read so far that belong to lost records, each as often as it was read.</summary>
    public long HeaderBytes { get; private set; }

    /// <inheritdoc/>
    public override bool IsLosing => lost is not null;

    /// <inheritdoc/>
    public override bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out Frame frame)
    {
        if (seeking)
            return TrySeek(bytes.Span, last, out frame);
        frame = default;
        int lineEnds = CountLineEnds(bytes.Span);
        if (lineEnds > 0)
        {
            frame = Frame.Nothing(lineEnds, Number);
            return true;
        }

        if (bytes.IsEmpty)
            return false;
        bool? isHeader = WarcHeader.Read(bytes, out var header);
        if (isHeader is null && !last)
            return false;
        if (isHeader is null)
            frame = Lose(
                default, position, RejectionReason.Truncated,
                $"The file ends in the header of the record at byte {position}.");
        else if (isHeader is false)
            frame = LoseHeader(header, position);
        else
            return TryRecord(bytes.Span, header, position, last, out frame);
        return true;
    }

    // A record that is being lost is forgotten: word of the damage takes its place.
    /// <inheritdoc/>
    public override IReadOnlyList<Frame> Damaged(InputException fault)
    {
        bool known = seeking && lost is not null;
        (seeking, lost) = (false, null);
        return [Frame.Lost(0, known ? Number : ++Number, fault)];
    }

    private bool TryRecord(
        ReadOnlySpan<byte> bytes, in WarcHeader header, long position, bool last, out Frame frame)
    {
        frame = default;
        if (header.BlockLength is not { } block)
            frame = Lose(
                header, position, RejectionReason.Corrupt,
                $"The record at byte {position} has no Content-Length that is a number.");
        else if (block > maxDocumentBytes)
            frame = Lose(
                header, position, RejectionReason.Oversized,
                $"The record at byte {position} is larger than {maxDocumentBytes} bytes.", Wants(header));
        else
            return TryBlock(bytes, header, header.Length + (int)block, position, last, out frame);
        return true;
    }

    private bool TryBlock(
        ReadOnlySpan<byte> bytes, in WarcHeader header, int end, long position, bool last, out Frame frame)
    {
        frame = default;
        if (bytes.Length < end)
        {
            if (!last)
                return false;
            frame = IndexOfStart(bytes[1..]) < 0
                ? Lose(header, position, RejectionReason.Truncated, $"The file ends in the record at byte {position}.")
                : WrongLength(header, position);
            return true;
        }

        var rest = bytes[end..];
        int lineEnds = CountLineEnds(rest);
        bool separated = rest.StartsWith("\r\n\r\n"u8);
        bool followed = WarcHeader.IsStart(rest[lineEnds..]);
        if (!last
            && !followed
            && rest.Length < (separated ? PatienceBytes : Math.Min(lineEnds, MostLineEnds) + WarcHeader.StartBytes))
            return false;
        if (separated)
        {
            lineEnds = SeparatorBytes;
        }
        else if (!(last && lineEnds == rest.Length) && (lineEnds > MostLineEnds || !followed))
        {
            frame = WrongLength(header, position);
            return true;
        }

        Number++;
        frame = new Frame(end + lineEnds, Wants(header) ? end : Frame.None, Number);
        return true;
    }

    private bool Wants(in WarcHeader header) => wants?.Invoke(header) ?? header.IsConversion;

    private Frame WrongLength(in WarcHeader header, long position) =>
        Lose(
            header, position, RejectionReason.Corrupt,
            $"The Content-Length of the record at byte {position} does not lead to its end.");

    private Frame LoseHeader(in WarcHeader header, long position) => Lose(
        header, position, RejectionReason.Corrupt,
        header.IsTooLarge
            ? $"The header of the record at byte {position} has more than {WarcHeader.MostBytes} bytes or " +
                $"{WarcHeader.MostLines} lines."
            : $"There is no WARC/1.x header at byte {position}, where a record should begin.");

    // What is no text is passed over without a word, and so is its loss.
    private Frame Lose(
        in WarcHeader header, long position, RejectionReason reason, string message, bool tell = true)
    {
        Number++;
        seeking = true;
        lost = tell ? new InputException(reason, message) : null;
        // The next record may begin in the lines of this header, if one is glued to a line that was cut off. Where
        // files are made of such starts, reading each header to its end again and again would take for ever.
        HeaderBytes += header.Length;
        int taken = HeaderBytes > HeaderShare * (position + FreeHeaderBytes) ? Math.Max(1, header.Length) : 1;
        return Frame.Nothing(taken, Number);
    }

    private bool TrySeek(ReadOnlySpan<byte> bytes, bool last, out Frame frame)
    {
        int next = IndexOfStart(bytes);
        if (next < 0 && !last)
        {
            int useless = Math.Max(0, bytes.Length - WarcHeader.StartBytes + 1);
            frame = Frame.Nothing(useless, Number);
            return useless > 0;
        }

        frame = new Frame(next < 0 ? bytes.Length : next, Frame.None, Number, lost);
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

    private static int CountLineEnds(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        return end < 0 ? bytes.Length : end;
    }
}
