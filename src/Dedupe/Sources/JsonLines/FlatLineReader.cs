using System.Buffers;
using System.Text.Unicode;
using Dedupe.Kernels;

namespace Dedupe.Sources.JsonLines;

/// <summary>
/// Reads the lines that nearly all collections are made of, in one walk: an object of strings, numbers, true, false and
/// null, without faults. It declines any other line, and <see cref="JsonLineReader"/> then reads it with the reader of
/// .NET, which also has the words for its faults. Strings are unescaped to a buffer that is used again for the next
/// line.
/// </summary>
internal sealed class FlatLineReader(RecordFields fields, StringScanner strings) : IDisposable
{
    private byte[] buffer = [];
    private int used;

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="values">Gets the values, in memory that is good until the next line.</param>
    /// <returns>False when the line is of another kind, or has a fault: then nothing counts.</returns>
    public bool TryRead(ReadOnlyMemory<byte> line, out JsonValues values)
    {
        values = default;
        used = 0;
        MakeRoom(line.Length);
        var text = line.Span;
        int at = 0;
        int seen = 0;
        if (Next(text, ref at) != '{')
            return false;
        do
        {
            if (Next(text, ref at) != '"'
                || !TryTakeName(text, ref at, out int parts)
                || (parts & seen & RecordFields.Decisive) != 0
                || Next(text, ref at) != ':')
                return false;
            seen |= parts;
            if (!TryTakeValue(line, ref at, parts != 0, out var value))
                return false;
            if (parts != 0)
                values.Set(parts, value);
        }
        while (Next(text, ref at) == ',');

        return text[at - 1] == '}' && Next(text, ref at) < 0 && at == text.Length;
    }

    // Takes the next byte that is no white space; -1 at the end, and then the place is the end.
    private static int Next(ReadOnlySpan<byte> text, ref int at)
    {
        while ((uint)at < (uint)text.Length)
        {
            byte unit = text[at++];
            if (unit is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                return unit;
        }

        return -1;
    }

    private bool TryTakeName(ReadOnlySpan<byte> text, ref int at, out int parts)
    {
        parts = 0;
        if (!strings.TryTake(text[at..], buffer.AsSpan(used), out int taken, out int written, out _))
            return false;
        parts = fields.Match(buffer.AsSpan(used, written));
        at += taken;
        return true;
    }

    private bool TryTakeValue(ReadOnlyMemory<byte> line, ref int at, bool matters, out JsonValue value)
    {
        value = default;
        var text = line.Span;
        switch (Next(text, ref at))
        {
            case '"':
                if (!strings.TryTake(text[at..], buffer.AsSpan(used), out int taken, out int written, out bool ascii))
                    return false;
                at += taken;
                if (!matters)
                    return true;
                if (!ascii && !Utf8.IsValid(buffer.AsSpan(used, written)))
                    return false;
                value = new JsonValue(JsonKind.String, buffer.AsMemory(used, written));
                used += written;
                return true;
            case 't' or 'f':
                int word = at - 1;
                if (!TryTakeWord(text, ref at, text[word] == 't' ? "rue"u8 : "alse"u8))
                    return false;
                value = new JsonValue(JsonKind.Boolean, line[word..at]);
                return true;
            case 'n':
                value = new JsonValue(JsonKind.Null, default);
                return TryTakeWord(text, ref at, "ull"u8);
            case '-' or (>= '0' and <= '9'):
                int start = at - 1;
                at = start;
                if (!TryTakeNumber(text, ref at))
                    return false;
                value = new JsonValue(JsonKind.Number, line[start..at]);
                return true;
            default:
                return false;
        }
    }

    private static bool TryTakeWord(ReadOnlySpan<byte> text, ref int at, ReadOnlySpan<byte> rest)
    {
        if (!text[at..].StartsWith(rest))
            return false;
        at += rest.Length;
        return true;
    }

    // RFC 8259: a sign, digits without a leading zero, a fraction, an exponent.
    private static bool TryTakeNumber(ReadOnlySpan<byte> text, ref int at)
    {
        if (text[at] == '-')
            at++;
        bool zero = At(text, at) == '0';
        int digits = TakeDigits(text, ref at);
        if (digits == 0 || (zero && digits > 1))
            return false;
        if (At(text, at) == '.')
        {
            at++;
            if (TakeDigits(text, ref at) == 0)
                return false;
        }

        if (At(text, at) is 'e' or 'E')
        {
            at++;
            if (At(text, at) is '+' or '-')
                at++;
            if (TakeDigits(text, ref at) == 0)
                return false;
        }

        return true;
    }

    private static int At(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length ? text[at] : -1;

    private static int TakeDigits(ReadOnlySpan<byte> text, ref int at)
    {
        int start = at;
        while (At(text, at) is >= '0' and <= '9')
            at++;
        return at - start;
    }

    // All strings of a line together are shorter than the line.
    private void MakeRoom(int length)
    {
        if (buffer.Length >= length + StringScanner.Slack)
            return;
        Dispose();
        buffer = ArrayPool<byte>.Shared.Rent(length + StringScanner.Slack);
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }
}
