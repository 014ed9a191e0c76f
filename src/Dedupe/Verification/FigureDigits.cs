using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dedupe.Verification;

/// <summary>
/// The digits of figures as they are written, for figures whose values differ and that may say the same after all.
/// </summary>
internal static class FigureDigits
{
    /// <summary>Digits looked at; a longer figure is told by these.</summary>
    private const int Most = 24;

    /// <summary>Fewer significant digits are no rounding: too many figures begin with them.</summary>
    private const int LeastRounded = 2;

    /// <summary>
    /// Whether one is the other one rounded, in fewer digits (12,231,000 and 12.2), in another unit (84.540 and
    /// 84,540,000), or has its parts in another order (10/12/2015 and 2015/12/10; decimals in scripts that run from
    /// right to left).
    /// </summary>
    /// <param name="a">A figure, UTF-8.</param>
    /// <param name="b">Another one.</param>
    public static bool MayBeTheSame(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        Span<byte> ofA = stackalloc byte[Most];
        Span<byte> ofB = stackalloc byte[Most];
        var (inA, inB) = (Read(a, ofA, out var partsOfA), Read(b, ofB, out var partsOfB));
        if (inA == 0 || inB == 0 || inA == inB)
            return inA > 0 && inB > 0 && partsOfA == partsOfB;
        var x = Significant(ofA[..inA]);
        var y = Significant(ofB[..inB]);
        return x.Length >= y.Length ? IsSame(x, y) : IsSame(y, x);
    }

    // Digits, and a number that is the same for the same parts in any order.
    private static int Read(ReadOnlySpan<byte> text, Span<byte> digits, out ulong parts)
    {
        var count = 0;
        ulong part = 0;
        parts = 0;
        while (!text.IsEmpty && count < digits.Length)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done
                && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                digits[count++] = (byte)Rune.GetNumericValue(rune);
                part = (10 * part) + digits[count - 1] + 1;
            }
            else
            {
                parts += Mixed(part);
                part = 0;
            }

            text = text[length..];
        }

        parts += Mixed(part);
        return count;
    }

    // No sums of a few squares or the like: 1/8/2015 is not 5/6/2015.
    private static ulong Mixed(ulong part)
    {
        part *= 0x9E3779B97F4A7C15;
        return (part ^ (part >> 32)) * 0xD6E8FEB86659FD93;
    }

    private static ReadOnlySpan<byte> Significant(ReadOnlySpan<byte> digits) => digits.Trim((byte)0);

    private static bool IsSame(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> rounded) =>
        digits.SequenceEqual(rounded)
        || (digits.Length > rounded.Length && rounded.Length >= LeastRounded && IsRounded(digits, rounded));

    // By the digits alone, as house styles write other units: 12231 is 122 to three digits.
    private static bool IsRounded(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> rounded)
    {
        var up = digits[rounded.Length] >= 5 ? 1 : 0;
        for (var place = rounded.Length - 1; place >= 0; place--)
        {
            var sum = digits[place] + up;
            if (rounded[place] != sum % 10)
                return false;
            up = sum / 10;
        }

        return up == 0;
    }
}
