using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Dedupe.Sources.Framing;

/// <summary>
/// The header of a WARC record (ISO 28500): a version line, named fields in any order and letter case, a blank line.
/// Lines may be folded and may end with a line feed alone.
/// </summary>
internal struct WarcHeader
{
    /// <summary>The longest header that is read.</summary>
    public const int MostBytes = 1 << 16;

    /// <summary>The most lines of a header.</summary>
    public const int MostLines = 1000;

    /// <summary>Bytes at the start of a record that tell it: the version and the end of its line.</summary>
    public const int StartBytes = 10;

    private WarcFields fields;
    private ArrayBufferWriter<byte>? folded; // the value that goes on in the next line, when it was folded before

    /// <summary>
    /// Bytes of the header, its blank line included; of what is no header, those up to the line that shows it.
    /// </summary>
    public int Length { get; private set; }

    /// <summary>Whether what was read is no header because it is larger than those that are read.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The name of a field that matters and stands twice, if there is one.</summary>
    public string? Twice { get; private set; }

    /// <summary>The value of a field; empty when it is not there.</summary>
    public readonly ReadOnlyMemory<byte> this[WarcField field] => fields[(int)field];

    /// <summary>Whether the record is a text.</summary>
    public readonly bool IsConversion => IsOfType("conversion"u8);

    /// <summary>Whether the record is of a type.</summary>
    public readonly bool IsOfType(ReadOnlySpan<byte> type) =>
        Ascii.EqualsIgnoreCase(this[WarcField.Type].Span, type);

    /// <summary>Bytes of the block; null when the header does not say it well.</summary>
    public readonly long? BlockLength
    {
        get
        {
            var value = this[WarcField.ContentLength].Span;
            return Utf8Parser.TryParse(value, out long length, out int used)
                && used == value.Length
                && length >= 0
                && char.IsAsciiDigit((char)value[0])
                ? length
                : null;
        }
    }

    /// <summary>Whether bytes are the start of a record: <c>WARC/1.0</c> or another 1.x, alone on a line.</summary>
    public static bool IsStart(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("WARC/1."u8) && bytes.Length >= StartBytes - 1 && char.IsAsciiDigit((char)bytes[7])
        && (bytes[8] == '\n' || (bytes.Length >= StartBytes && bytes[8] == '\r' && bytes[9] == '\n'));

    /// <summary>Reads a header from the start of the bytes. Each byte is looked at once.</summary>
    /// <returns>False when they are none, or one that is too large; null when they end before it does.</returns>
    public static bool? Read(ReadOnlyMemory<byte> bytes, out WarcHeader header)
    {
        header = default;
        if (!IsStart(bytes.Span))
            return bytes.Length >= StartBytes ? false : null;
        var last = WarcField.Other;
        int at = bytes.Span.IndexOf((byte)'\n') + 1;
        header.Length = at;
        for (int lines = 0; at <= MostBytes && lines < MostLines; lines++)
        {
            header.Length = at;
            // What is behind the longest header is not looked at: it may be long.
            int end = bytes.Span[at..Math.Min(bytes.Length, MostBytes + 1)].IndexOf((byte)'\n');
            if (end < 0)
            {
                header.IsTooLarge = bytes.Length > MostBytes;
                return header.IsTooLarge ? false : null;
            }

            var line = bytes.Slice(at, end > 0 && bytes.Span[at + end - 1] == '\r' ? end - 1 : end);
            at += end + 1;
            if (line.IsEmpty)
            {
                header.Length = at;
                return true;
            }

            if (!header.ReadLine(line, ref last))
                return false;
        }

        header.IsTooLarge = true;
        return false;
    }

    private bool ReadLine(ReadOnlyMemory<byte> line, ref WarcField last)
    {
        if (line.Span[0] is (byte)' ' or (byte)'\t')
        {
            if (last != WarcField.Other)
                Unfold(Trim(line).Span, last);
            return true;
        }

        folded = null;

        int colon = line.Span.IndexOf((byte)':');
        if (colon <= 0)
            return false;
        last = Named(Trim(line[..colon]).Span);
        if (last == WarcField.Other)
            return true;
        if (!fields[(int)last].IsEmpty)
            Twice ??= last == WarcField.ContentType ? null : Encoding.ASCII.GetString(line.Span[..colon]);
        else
            fields[(int)last] = Trim(line[(colon + 1)..]);
        return true;
    }

    private void Unfold(ReadOnlySpan<byte> more, WarcField last)
    {
        if (more.IsEmpty)
            return;
        if (folded is null)
        {
            folded = new ArrayBufferWriter<byte>();
            folded.Write(fields[(int)last].Span);
        }

        if (folded.WrittenCount > 0)
            folded.Write(" "u8);
        folded.Write(more);
        // What was written before may have moved: the value is looked up anew.
        fields[(int)last] = folded.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> value)
    {
        int start = value.Span.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return start < 0 ? default : value[start..(value.Span.LastIndexOfAnyExcept((byte)' ', (byte)'\t') + 1)];
    }

    private static WarcField Named(ReadOnlySpan<byte> name)
    {
        if (Ascii.EqualsIgnoreCase(name, "WARC-Type"u8))
            return WarcField.Type;
        if (Ascii.EqualsIgnoreCase(name, "WARC-Record-ID"u8))
            return WarcField.RecordId;
        if (Ascii.EqualsIgnoreCase(name, "WARC-Target-URI"u8))
            return WarcField.TargetUri;
        if (Ascii.EqualsIgnoreCase(name, "WARC-Date"u8))
            return WarcField.Date;
        if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
            return WarcField.ContentLength;
        return Ascii.EqualsIgnoreCase(name, "Content-Type"u8) ? WarcField.ContentType : WarcField.Other;
    }
}
