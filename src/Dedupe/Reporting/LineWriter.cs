using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;

namespace Dedupe.Reporting;

/// <summary>
/// Writes JSON objects, one a line, of a fixed shape: names are literals that need no escaping, text stays as it is in
/// any script, shares have four decimals at most. Written out plainly because result files are a tenth of a run: it
/// checks nothing that the callers cannot get wrong.
/// </summary>
internal sealed class LineWriter
{
    // Words of fixed sets and names of agencies.
    private const int MostOnStack = 128;
    private const int MostBytesOfCharacter = 3;

    private const int MostScaled = 1_000_000_000;

    private byte[] buffer = new byte[1 << 16];
    private int length;
    private bool needsComma;

    /// <summary>The lines so far.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    /// <summary>Forgets the lines.</summary>
    public void Clear() => (length, needsComma) = (0, false);

    /// <summary>Begins an object in the line or the array.</summary>
    public void BeginObject() => Open((byte)'{');

    /// <summary>Begins an object that is a property.</summary>
    public void BeginObject(ReadOnlySpan<byte> name)
    {
        Name(name);
        Open((byte)'{');
    }

    /// <summary>Ends an object.</summary>
    public void EndObject() => Close((byte)'}');

    /// <summary>Begins an array that is a property.</summary>
    public void BeginArray(ReadOnlySpan<byte> name)
    {
        Name(name);
        Open((byte)'[');
    }

    /// <summary>Ends an array.</summary>
    public void EndArray() => Close((byte)']');

    /// <summary>Ends a line.</summary>
    public void EndLine()
    {
        Reserve(1)[0] = (byte)'\n';
        length++;
        needsComma = false;
    }

    /// <summary>A property with a text.</summary>
    public void Text(ReadOnlySpan<byte> name, string value)
    {
        Span<byte> bytes = value.Length <= MostOnStack
            ? stackalloc byte[MostBytesOfCharacter * MostOnStack]
            : new byte[MostBytesOfCharacter * value.Length];
        Text(name, bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
    }

    /// <summary>A property with a text, valid UTF-8.</summary>
    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        Append("\""u8);
        if (IsPlain(value))
            Append(value);
        else
            AppendEscaped(value);
        Append("\""u8);
        needsComma = true;
    }

    /// <summary>A text in an array, valid UTF-8.</summary>
    public void Text(ReadOnlySpan<byte> value)
    {
        Append(needsComma ? ",\""u8 : "\""u8);
        if (IsPlain(value))
            Append(value);
        else
            AppendEscaped(value);
        Append("\""u8);
        needsComma = true;
    }

    /// <summary>A property with a whole number.</summary>
    public void Number(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Append(value);
        needsComma = true;
    }

    /// <summary>A property that is true; one that is not is left out.</summary>
    public void True(ReadOnlySpan<byte> name)
    {
        Name(name);
        Append("true"u8);
        needsComma = true;
    }

    /// <summary>A property with a place: start and length.</summary>
    public void Range(ReadOnlySpan<byte> name, TextRange range)
    {
        BeginArray(name);
        Append(range.Start);
        Append(","u8);
        Append(range.Length);
        EndArray();
    }

    /// <summary>A place in an array of such: first word, and how many.</summary>
    public void Range(WordRange range)
    {
        if (needsComma)
            Append(","u8);
        Append("["u8);
        Append(range.Start);
        Append(","u8);
        Append(range.Length);
        Append("]"u8);
        needsComma = true;
    }

    /// <summary>
    /// A property with ranges of lines, first and last; a single range stands without a list around it.
    /// </summary>
    public void Lines(ReadOnlySpan<byte> name, IReadOnlyList<LineRange> ranges)
    {
        BeginArray(name);
        for (var i = 0; i < ranges.Count; i++)
        {
            if (ranges.Count > 1)
                Append(i == 0 ? "["u8 : ",["u8);
            Append(ranges[i].From);
            Append(","u8);
            Append(ranges[i].To);
            if (ranges.Count > 1)
                Append("]"u8);
        }

        EndArray();
    }

    /// <summary>
    /// A property with a share or another number that is not negative, with four decimals at most, so that the same run
    /// gives the same bytes.
    /// </summary>
    public void Share(ReadOnlySpan<byte> name, double value)
    {
        Name(name);
        var scaled = (int)Math.Clamp(Math.Round(value * 1e4), 0, MostScaled);
        Append(scaled / 10_000);
        var fraction = scaled % 10_000;
        for (var place = 1000; fraction > 0; fraction %= place, place /= 10)
        {
            if (place == 1000)
                Append("."u8);
            Reserve(1)[0] = (byte)('0' + (fraction / place));
            length++;
        }

        needsComma = true;
    }

    // What stands in most ids and needs no second look: they are short, so byte by byte.
    private static bool IsPlain(ReadOnlySpan<byte> value)
    {
        foreach (var unit in value)
        {
            if (unit is < 0x20 or >= 0x7F or (byte)'"' or (byte)'\\')
                return false;
        }

        return true;
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        var room = Reserve(name.Length + 4);
        var at = 0;
        if (needsComma)
            room[at++] = (byte)',';
        room[at++] = (byte)'"';
        name.CopyTo(room[at..]);
        at += name.Length;
        room[at++] = (byte)'"';
        room[at++] = (byte)':';
        length += at;
        needsComma = false;
    }

    private void Open(byte bracket)
    {
        if (needsComma)
            Append(","u8);
        Reserve(1)[0] = bracket;
        length++;
        needsComma = false;
    }

    private void Close(byte bracket)
    {
        Reserve(1)[0] = bracket;
        length++;
        needsComma = true;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        length += bytes.Length;
    }

    private void Append(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        length += written;
    }

    private void AppendEscaped(ReadOnlySpan<byte> value)
    {
        const int MostPerByte = 6;
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(
            value, Reserve(MostPerByte * value.Length), out _, out var written);
        length += written;
    }

    private Span<byte> Reserve(int more)
    {
        if (buffer.Length - length < more)
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, length + more));
        return buffer.AsSpan(length);
    }
}
