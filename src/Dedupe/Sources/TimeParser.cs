using System.Buffers;
using System.Text;

namespace Dedupe.Sources;

/// <summary>Times of the day, and zones: numbers, and the names that mean one zone alone.</summary>
internal static class TimeParser
{
    private const int LongestZoneHours = 14;
    private const int MostServiceCodes = 4;

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    // RFC 822 has those of North America. Names that several countries use for zones of their own (IST, BST) are not
    // here.
    private static readonly (string Name, int Hours)[] Zones =
    [
        ("Z", 0), ("UT", 0), ("UTC", 0), ("GMT", 0), ("WET", 0), ("WEST", 1), ("CET", 1), ("CEST", 2), ("EET", 2),
            ("EEST", 3), ("MSK", 3),
        ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7),
            ("HKT", 8), ("JST", 9), ("KST", 9),
        ("AEST", 10), ("AEDT", 11), ("NZST", 12), ("NZDT", 13),
        ("MEZ", 1), ("MESZ", 2), ("AKST", -9), ("AKDT", -8), ("HST", -10), ("BRT", -3), ("SAST", 2), ("SGT", 8),
    ];

    /// <summary>Takes a time: hh:mm, hhmm or 14h30, then optionally seconds, a fraction, and am or pm.</summary>
    public static bool TakeTime(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        int digits = Bytes.CountDigits(text);
        bool basic = digits is 4 or 6;
        int hour, minute;
        int second = 0;
        bool hasSeconds = digits == 6;
        if (basic)
        {
            Bytes.TakeNumber(ref text, 2, out hour);
            Bytes.TakeNumber(ref text, 2, out minute);
            if (hasSeconds)
                Bytes.TakeNumber(ref text, 2, out second);
        }
        else
        {
            if (!Bytes.TakeShortNumber(ref text, out hour)
                || !(Bytes.Take(ref text, (byte)':') || Bytes.Take(ref text, (byte)'h'))
                || !Bytes.TakeNumber(ref text, 2, out minute))
                return false;
            hasSeconds = Bytes.Take(ref text, (byte)':');
            if (hasSeconds && !Bytes.TakeNumber(ref text, 2, out second))
                return false;
        }

        long fraction = 0;
        if (hasSeconds
            && (Bytes.Take(ref text, (byte)'.') || Bytes.Take(ref text, (byte)','))
            && !TakeFraction(ref text, out fraction))
            return false;
        TakeClock(ref text);
        if (!TakeHalf(ref text, ref hour) || !TryMake(hour, minute, second, out ticks))
            return false;
        ticks += fraction;
        return true;
    }

    /// <summary>A time of the day; the last minute may have a second more.</summary>
    public static bool TryMake(int hour, int minute, int second, out long ticks)
    {
        ticks = ((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond;
        return hour <= 23 && minute <= 59 && (second <= 59 || (second == 60 && minute == 59));
    }

    /// <summary>
    /// Reads a zone, in minutes, or nothing: nothing, a name, +hh, +hhmm, +hh:mm, or UTC and a number; then a remark in
    /// brackets may follow.
    /// </summary>
    public static bool TakeZone(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        text = text.TrimStart((byte)' ');
        if (text.IsEmpty)
            return true;
        int nameLength = text.IndexOfAnyExcept(Letters);
        var name = nameLength < 0 ? text : text[..nameLength];
        text = text[name.Length..];
        int? hours = name.IsEmpty ? null : HoursOf(name);
        if (!name.IsEmpty && (hours is null || (hours != 0 && !text.IsEmpty && text[0] != '(')))
            return hours is not null && text.Trim((byte)' ').IsEmpty && SetHours(hours.Value, out minutes);
        if (!text.IsEmpty && text[0] is (byte)'+' or (byte)'-')
            return TakeOffset(ref text, out minutes) && IsRemark(text);
        return hours is not null && SetHours(hours.Value, out minutes) && IsRemark(text);
    }

    /// <summary>
    /// Whether a text is codes that a wire puts behind the time, and no zone: at most four groups of one or two
    /// capitals, as in "RM" and "C G T M". One letter is no zone that could be relied on (RFC 5322, 4.3). Two of which
    /// the last is T are a zone in short (ET, PT).
    /// </summary>
    public static bool IsServiceCodes(ReadOnlySpan<byte> text)
    {
        int groups = 0;
        for (; !(text = text.TrimStart((byte)' ')).IsEmpty && groups < MostServiceCodes; groups++)
        {
            int length = text.IndexOfAnyExceptInRange((byte)'A', (byte)'Z');
            length = length < 0 ? text.Length : length;
            if (length is not (1 or 2) || (length == 2 && text[1] == 'T'))
                return false;
            text = text[length..];
        }

        return groups > 0 && text.IsEmpty;
    }

    private static bool SetHours(int hours, out int minutes)
    {
        minutes = hours * 60;
        return true;
    }

    private static int? HoursOf(ReadOnlySpan<byte> name)
    {
        foreach (var (known, hours) in Zones)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
                return hours;
        }

        return null;
    }

    private static bool TakeOffset(ref ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        int sign = text[0] == '+' ? 1 : -1;
        text = text[1..];
        int digits = Bytes.CountDigits(text);
        int minute = 0;
        if (!Bytes.TakeNumber(ref text, digits is 1 or 3 ? 1 : 2, out int hour))
            return false;
        if (Bytes.Take(ref text, (byte)':') || digits is 3 or 4)
        {
            if (!Bytes.TakeNumber(ref text, 2, out minute))
                return false;
        }

        minutes = sign * ((hour * 60) + minute);
        return minute <= 59 && Math.Abs(minutes) <= LongestZoneHours * 60;
    }

    // "(Eastern Standard Time)", "[Europe/Berlin]": the number before it says it all.
    private static bool IsRemark(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        return text.IsEmpty || (text[0], text[^1]) is ((byte)'(', (byte)')') or ((byte)'[', (byte)']');
    }

    private static bool TakeFraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        int digits = Bytes.CountDigits(text);
        long unit = TimeSpan.TicksPerSecond;
        foreach (byte digit in text[..digits])
        {
            unit /= 10;
            ticks += (digit - '0') * unit;
        }

        text = text[digits..];
        return digits > 0;
    }

    // "14:02 Uhr", "1402 hrs"
    private static void TakeClock(ref ReadOnlySpan<byte> text)
    {
        var rest = text.TrimStart((byte)' ');
        if (StartsWithWord(rest, "Uhr"u8, out int length)
            || StartsWithWord(rest, "hrs"u8, out length)
            || StartsWithWord(rest, "h"u8, out length))
            text = rest[length..];
    }

    // am and pm make hours of 24 from those of 12; false when there is no such hour.
    private static bool TakeHalf(ref ReadOnlySpan<byte> text, ref int hour)
    {
        var rest = text.TrimStart((byte)' ');
        bool afternoon = StartsWithWord(rest, "pm"u8, out int length) || StartsWithWord(rest, "p.m."u8, out length);
        if (!afternoon && !StartsWithWord(rest, "am"u8, out length) && !StartsWithWord(rest, "a.m."u8, out length))
            return true;
        if (hour is < 1 or > 12)
            return false;
        hour = (hour % 12) + (afternoon ? 12 : 0);
        text = rest[length..];
        return true;
    }

    private static bool StartsWithWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word, out int length)
    {
        length = word.Length;
        return text.Length >= length && Ascii.EqualsIgnoreCase(text[..length], word)
            && (text.Length == length || !char.IsAsciiLetterOrDigit((char)text[length]));
    }
}
