using System.Numerics;
using System.Text;

namespace Dedupe.Kernels;

/// <summary>The string scanner over blocks of 64 bytes; what must be unescaped begins a new block behind it.</summary>
internal sealed class BlockStringScanner<TBlock> : StringScanner
    where TBlock : struct, IStringBlock
{
    /// <inheritdoc/>
    public override bool TryTake(
        ReadOnlySpan<byte> text, Span<byte> output, out int taken, out int written, out bool ascii)
    {
        Span<byte> tail = stackalloc byte[IStringBlock.Size];
        var notAscii = 0UL;
        var at = 0;
        (taken, written, ascii) = (0, 0, false);
        while (true)
        {
            scoped var block = text[at..];
            if (block.Length < IStringBlock.Size)
            {
                // Zeros are control characters: they end the search.
                tail.Clear();
                block.CopyTo(tail);
                block = tail;
            }

            var stops = TBlock.Copy(block, output[written..], ref notAscii);
            var run = BitOperations.TrailingZeroCount(stops);
            at += run;
            written += run;
            if (stops == 0)
                continue;
            if (at >= text.Length)
                return false;
            if (text[at] == '"')
            {
                taken = at + 1;
                ascii = notAscii == 0;
                return true;
            }

            if (text[at] != '\\' || !TryUnescape(text[at..], output[written..], out var read, out var wrote))
                return false;
            at += read;
            written += wrote;
            notAscii |= wrote > 1 ? 1UL : 0;
        }
    }

    private static bool TryUnescape(ReadOnlySpan<byte> text, Span<byte> output, out int read, out int wrote)
    {
        (read, wrote) = (2, 1);
        if (text.Length < 2)
            return false;
        switch (text[1])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/':
                output[0] = text[1];
                return true;
            case (byte)'n':
                output[0] = (byte)'\n';
                return true;
            case (byte)'t':
                output[0] = (byte)'\t';
                return true;
            case (byte)'r':
                output[0] = (byte)'\r';
                return true;
            case (byte)'b':
                output[0] = (byte)'\b';
                return true;
            case (byte)'f':
                output[0] = (byte)'\f';
                return true;
            case (byte)'u':
                return TryUnescapeUnits(text, output, out read, out wrote);
            default:
                return false;
        }
    }

    // \uXXXX, or two of them for a code point beyond the first plane.
    private static bool TryUnescapeUnits(ReadOnlySpan<byte> text, Span<byte> output, out int read, out int wrote)
    {
        (read, wrote) = (6, 0);
        if (!TryUnit(text, out var first))
            return false;
        if (!Rune.TryCreate(first, out var rune))
        {
            read = 12;
            if (!TryUnit(text[6..], out var second) || !Rune.TryCreate(first, second, out rune))
                return false;
        }

        return rune.TryEncodeToUtf8(output, out wrote);
    }

    private static bool TryUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < 6 || text[0] != '\\' || text[1] != 'u')
            return false;
        foreach (var digit in text[2..6])
        {
            // The parsers of .NET pass over a zero behind the digits.
            if (!char.IsAsciiHexDigit((char)digit))
                return false;
            unit = (char)((unit << 4) | ((digit & 15) + (digit > '9' ? 9 : 0)));
        }

        return true;
    }
}
