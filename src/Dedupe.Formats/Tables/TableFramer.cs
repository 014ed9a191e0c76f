using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Tables;

/// <summary>
/// Finds the ends of rows: line ends that are not in quotation marks. A row whose marks make no sense costs the line
/// that it begins on, and reading goes on with the next line.
/// </summary>
/// <param name="rules">How it is read.</param>
/// <param name="delimiter">What parts the fields; 0: the header tells.</param>
/// <param name="oneByOne">Whether a step is one row, and not all at hand.</param>
internal sealed class TableFramer(ReadingRules rules, byte delimiter, bool oneByOne) : Framer
{
    private readonly int most = rules.Options.MaxDocumentBytes;
    private TableHeader? header;
    private long line = 1;
    private int scanned; // what was looked at of the bytes at hand
    private int rowEnd; // behind the last whole row in it
    private bool isQuoted; // whether that ends between quotation marks
    private bool isBroken; // whether the row behind the whole ones makes no sense
    private bool skipping;
    private bool hopeless;

    /// <inheritdoc/>
    public override bool IsLosing => skipping || hopeless;

    /// <inheritdoc/>
    public override bool IsHopeless => hopeless;

    /// <inheritdoc/>
    public override bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out Frame frame)
    {
        frame = hopeless ? Frame.Nothing(bytes.Length, line) : default;
        if (hopeless)
            return !bytes.IsEmpty;
        if (skipping)
            return TrySkip(bytes.Span, last, out frame);
        Scan(bytes.Span, last);
        int end = rowEnd > 0 ? rowEnd : last && !isBroken && !isQuoted ? bytes.Length : 0;
        if (end == 0)
            return (isBroken || (last && isQuoted)) && TryLoseLine(bytes.Span, last, out frame);
        frame = header is null ? ReadHeader(bytes.Span[..end]) : new Frame(end, end, line) { Context = header };
        Take(bytes.Span[..end]);
        return true;
    }

    /// <inheritdoc/>
    public override bool GivesUp(ReadOnlySpan<byte> bytes)
    {
        if (skipping || bytes.Length <= most)
            return skipping;
        Scan(bytes, last: false);
        if (rowEnd > 0 || isBroken)
            return false;
        // A mark that is not closed is likelier than a text of that size.
        isBroken = isQuoted && bytes.Contains((byte)'\n');
        skipping = !isBroken;
        return true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Frame> Damaged(InputException fault)
    {
        (scanned, rowEnd, isQuoted, isBroken) = (0, 0, false, false);
        return [Frame.Lost(0, line, fault)];
    }

    private void Scan(ReadOnlySpan<byte> bytes, bool last)
    {
        byte part = header?.Delimiter ?? delimiter;
        while (scanned < bytes.Length && !isBroken && !(rowEnd > 0 && (oneByOne || header is null)))
        {
            var rest = bytes[scanned..];
            int at = isQuoted ? rest.IndexOf((byte)'"') : rest.IndexOfAny((byte)'"', (byte)'\n');
            if (at < 0)
            {
                scanned = bytes.Length;
                return;
            }

            at += scanned;
            if (!isQuoted && bytes[at] == '\n')
                scanned = rowEnd = at + 1;
            else if (!isQuoted)
            {
                // In the middle of a field it is a character like any other.
                isQuoted = at == rowEnd || (part == 0 ? !IsText(bytes[at - 1]) : bytes[at - 1] == part);
                scanned = at + 1;
            }
            else if (at + 1 == bytes.Length && !last)
            {
                scanned = at;
                return;
            }
            else
                Close(bytes, at, part);
        }
    }

    private static bool IsText(byte unit) => unit >= 128 || char.IsAsciiLetterOrDigit((char)unit);

    // A mark between marks: the first of two, or the end of the field.
    private void Close(ReadOnlySpan<byte> bytes, int at, byte part)
    {
        scanned = at + 1;
        if (scanned == bytes.Length)
            isQuoted = false;
        else if (bytes[scanned] == '"')
            scanned++;
        else if (bytes[scanned] is (byte)'\n' or (byte)'\r' || bytes[scanned] == part
            || (part == 0 && !IsText(bytes[scanned])))
            isQuoted = false;
        else
            isBroken = true;
    }

    private Frame ReadHeader(ReadOnlySpan<byte> row)
    {
        header = TableHeader.Read(row.TrimEnd("\r\n"u8), delimiter, rules.Fields);
        var problem = header.Problem();
        hopeless = problem is not null;
        return new Frame(row.Length, Frame.None, line, problem);
    }

    private bool TryLoseLine(ReadOnlySpan<byte> bytes, bool last, out Frame frame)
    {
        frame = default;
        int end = bytes.IndexOf((byte)'\n') + 1;
        if (end == 0 && !last)
            return false;
        end = end == 0 ? bytes.Length : end;
        frame = Frame.Lost(
            end, line,
            new InputException(
                RejectionReason.BadRow,
                isBroken && scanned < bytes.Length
                    ? "A quotation mark is followed by neither the end of the field nor another mark."
                    : "A quotation mark is not closed."));
        Take(bytes[..end]);
        (scanned, isQuoted, isBroken) = (0, false, false);
        return true;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        line += bytes.Count((byte)'\n');
        scanned = Math.Max(0, scanned - bytes.Length);
        rowEnd = 0;
    }

    private bool TrySkip(ReadOnlySpan<byte> bytes, bool last, out Frame frame)
    {
        int end = bytes.IndexOf((byte)'\n') + 1;
        if (end == 0 && !last)
        {
            frame = Frame.Nothing(bytes.Length, line);
            return !bytes.IsEmpty;
        }

        frame = Frame.Lost(
            end == 0 ? bytes.Length : end, line,
            new InputException(RejectionReason.Oversized, TextRules.TooLarge(most, "row")));
        Take(bytes[..frame.Taken]);
        (skipping, scanned, isQuoted) = (false, 0, false);
        return true;
    }
}
