using System.Globalization;

namespace Dedupe.Sources;

/// <summary>
/// Dates that are nothing but a number: seconds since 1970, or thousandths, millionths or billionths of them, told
/// apart by their size; and the basic form of ISO 8601 (20250301, 20250301060000). Numbers that are more likely a year
/// or a month (2025, 202503) are unknown.
/// </summary>
internal static class EpochParser
{
    // To the year 5138, each. A thousandth of the next one is in 1973.
    private const decimal MostSeconds = 1e11m;
    private const decimal MostMilliseconds = 1e14m;
    private const decimal MostMicroseconds = 1e17m;

    // A text with fewer digits than a moment of 1973 and later is some other number.
    private const int LeastDigitsOfText = 9;

    private const int FirstYear = 1600;
    private const int LastYear = 2199;

    /// <summary>Whether a text is a sign, digits and a fraction, or some of these.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        text = text[0] == '-' ? text[1..] : text;
        int digits = Bytes.CountDigits(text);
        if (digits == 0)
            return false;
        text = text[digits..];
        return text.IsEmpty || (text[0] == '.' && text.Length > 1 && Bytes.CountDigits(text[1..]) == text.Length - 1);
    }

    /// <summary>Reads a number in a text.</summary>
    public static DateTimeOffset? ParseText(ReadOnlySpan<byte> number)
    {
        int digits = Bytes.CountDigits(number);
        if (digits == number.Length && AsDay(number) is { } day)
            return day;
        if (digits == number.Length && digits == 7)
            return IsOrdinal(number, out var ordinal) ? new DateTimeOffset(ordinal, TimeSpan.Zero) : null;
        bool signed = number[0] == '-';
        return Bytes.CountDigits(signed ? number[1..] : number) >= LeastDigitsOfText ? ParseMoment(number) : null;
    }

    /// <summary>Reads a JSON number.</summary>
    public static DateTimeOffset? ParseNumber(ReadOnlySpan<byte> number)
    {
        int digits = Bytes.CountDigits(number);
        if (digits != number.Length)
            return ParseMoment(number);
        if (AsDay(number) is { } day)
            return day;
        return digits is 4 && IsYear(number)
            || digits is 6 && IsMonth(number)
            || digits is 7 && IsOrdinal(number, out _)
            ? null
            : ParseMoment(number);
    }

    // As seconds since 1970 these would be ten weeks of that year, and with a time, moments beyond the year 2400.
    private static DateTimeOffset? AsDay(ReadOnlySpan<byte> number)
    {
        if (number.Length is not (8 or 14) || !IsYear(number))
            return null;
        var (year, month, day) = (Two(number) * 100 + Two(number[2..]), Two(number[4..]), Two(number[6..]));
        if (number.Length == 8)
            return DateParser.Make(year, month, day, 0, 0);
        var (hour, minute, second) = (Two(number[8..]), Two(number[10..]), Two(number[12..]));
        return TimeParser.TryMake(hour, minute, second, out long ticks)
            ? DateParser.Make(year, month, day, ticks, 0)
            : null;
    }

    private static DateTimeOffset? ParseMoment(ReadOnlySpan<byte> number)
    {
        // 200103011200 is a minute of 2001, or a moment of 1976 in milliseconds.
        if (number.Length == 12
            && Bytes.CountDigits(number) == 12
            && IsMonth(number)
            && Two(number[6..]) is >= 1 and <= 31
            && TimeParser.TryMake(Two(number[8..]), Two(number[10..]), 0, out _))
        {
            return null;
        }

        if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
            return null;
        decimal size = Math.Abs(value);
        decimal perSecond = size < MostSeconds
            ? 1
            : size < MostMilliseconds
            ? 1e3m
            : size < MostMicroseconds
            ? 1e6m
            : 1e9m;
        decimal ticks = Math.Round(value / perSecond * TimeSpan.TicksPerSecond);
        decimal epoch = DateTime.UnixEpoch.Ticks;
        return ticks >= -epoch && ticks <= DateTime.MaxValue.Ticks - epoch
            ? new DateTimeOffset((long)(epoch + ticks), TimeSpan.Zero)
            : null;
    }

    private static bool IsYear(ReadOnlySpan<byte> number) =>
        (Two(number) * 100) + Two(number[2..]) is >= FirstYear and <= LastYear;

    private static bool IsMonth(ReadOnlySpan<byte> number) => IsYear(number) && Two(number[4..]) is >= 1 and <= 12;

    private static bool IsOrdinal(ReadOnlySpan<byte> number, out DateTime day)
    {
        day = default;
        return IsYear(number)
            && DateParser.TryMakeOrdinal(
                (Two(number) * 100) + Two(number[2..]), ((number[4] - '0') * 100) + Two(number[5..]), out day);
    }

    private static int Two(ReadOnlySpan<byte> digits) => ((digits[0] - '0') * 10) + digits[1] - '0';
}
