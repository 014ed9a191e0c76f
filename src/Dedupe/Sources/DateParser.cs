using System.Buffers.Text;

namespace Dedupe.Sources;

/// <summary>
/// Dates as newspapers and their feeds write them: ISO 8601 (<c>2024-03-01</c>, then optionally <c>T</c> or a space, a time, and a zone), RFC
/// 1123 (<c>Fri, 01 Mar 2024 10:00:00 GMT</c>, also with a numeric zone), Unix seconds. No zone means UTC. What is none of these is unknown.
/// </summary>
internal static class DateParser
{
    private const int LongestZoneHours = 14;

    /// <summary>Reads a date from UTF-8; null when it is none.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        return text.Length >= 10 && text[4] == '-' ? ParseIso(text) : ParseRfc1123(text);
    }

    /// <summary>Reads seconds since 1970, with or without a fraction, from a JSON number; null when out of range.</summary>
    public static DateTimeOffset? ParseUnixSeconds(ReadOnlySpan<byte> number)
    {
        if (!Utf8Parser.TryParse(number, out double seconds, out int used) || used != number.Length)
            return null;
        double ticks = Math.Round(seconds * 1e3) * TimeSpan.TicksPerMillisecond;
        long epoch = DateTime.UnixEpoch.Ticks;
        return ticks >= -epoch && ticks <= DateTime.MaxValue.Ticks - epoch ? new DateTimeOffset(epoch + (long)ticks, TimeSpan.Zero) : null;
    }

    private static DateTimeOffset? ParseIso(ReadOnlySpan<byte> text)
    {
        if (!TakeNumber(ref text, 4, out int year) || !TakeByte(ref text, (byte)'-') || !TakeNumber(ref text, 2, out int month)
            || !TakeByte(ref text, (byte)'-') || !TakeNumber(ref text, 2, out int day))
        {
            return null;
        }

        if (text.IsEmpty)
            return Make(year, month, day, 0, 0);
        if (!TakeByte(ref text, (byte)'T') && !TakeByte(ref text, (byte)'t') && !TakeByte(ref text, (byte)' '))
            return null;
        return TakeTime(ref text, out long ticks) && TakeZone(text, out int zone) ? Make(year, month, day, ticks, zone) : null;
    }

    private static DateTimeOffset? ParseRfc1123(ReadOnlySpan<byte> text)
    {
        int comma = text.IndexOf((byte)',');
        if (comma > 0)
            text = text[(comma + 1)..].TrimStart((byte)' ');
        if (!(TakeNumber(ref text, 2, out int day) || TakeNumber(ref text, 1, out day)) || !TakeByte(ref text, (byte)' ') || text.Length < 3)
            return null;
        int month = Month(text[..3]);
        text = text[3..];
        if (!TakeByte(ref text, (byte)' ') || !TakeNumber(ref text, 4, out int year) || !TakeByte(ref text, (byte)' ')
            || !TakeTime(ref text, out long ticks) || !TakeZone(text, out int zone))
        {
            return null;
        }

        return Make(year, month, day, ticks, zone);
    }

    private static int Month(ReadOnlySpan<byte> name)
    {
        var names = "JanFebMarAprMayJunJulAugSepOctNovDec"u8;
        for (int month = 1; month <= 12; month++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(name, names.Slice((month - 1) * 3, 3)))
                return month;
        }

        return 0;
    }

    // hh:mm, then optionally :ss, then optionally a fraction.
    private static bool TakeTime(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (!TakeNumber(ref text, 2, out int hour) || !TakeByte(ref text, (byte)':') || !TakeNumber(ref text, 2, out int minute))
            return false;
        int second = 0;
        if (TakeByte(ref text, (byte)':') && !TakeNumber(ref text, 2, out second))
            return false;
        if (hour > 23 || minute > 59 || second > 59)
            return false;
        ticks = new TimeSpan(hour, minute, second).Ticks;
        if (!TakeByte(ref text, (byte)'.') && !TakeByte(ref text, (byte)','))
            return true;
        long unit = TimeSpan.TicksPerSecond;
        int digits = 0;
        while (TakeNumber(ref text, 1, out int digit))
        {
            unit /= 10;
            ticks += digit * unit;
            digits++;
        }

        return digits > 0;
    }

    // Nothing, Z, UT, UTC, GMT, or +hh, +hhmm, +hh:mm; in minutes.
    private static bool TakeZone(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        text = text.TrimStart((byte)' ');
        if (text.IsEmpty || text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8) || text.SequenceEqual("UT"u8)
            || text.SequenceEqual("UTC"u8) || text.SequenceEqual("GMT"u8))
        {
            return true;
        }

        int sign = TakeByte(ref text, (byte)'+') ? 1 : TakeByte(ref text, (byte)'-') ? -1 : 0;
        if (sign == 0 || !TakeNumber(ref text, 2, out int hour))
            return false;
        TakeByte(ref text, (byte)':');
        int minute = 0;
        if (!text.IsEmpty && !TakeNumber(ref text, 2, out minute))
            return false;
        minutes = sign * ((hour * 60) + minute);
        return text.IsEmpty && minute <= 59 && Math.Abs(minutes) <= LongestZoneHours * 60;
    }

    private static DateTimeOffset? Make(int year, int month, int day, long ticks, int zone)
    {
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        var local = new DateTime(year, month, day).AddTicks(ticks);
        long utc = local.Ticks - (zone * TimeSpan.TicksPerMinute);
        return utc < 0 || utc > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(local, TimeSpan.FromMinutes(zone));
    }

    private static bool TakeByte(ref ReadOnlySpan<byte> text, byte expected)
    {
        if (text.IsEmpty || text[0] != expected)
            return false;
        text = text[1..];
        return true;
    }

    private static bool TakeNumber(ref ReadOnlySpan<byte> text, int digits, out int number)
    {
        number = 0;
        if (text.Length < digits)
            return false;
        int value = 0;
        foreach (byte digit in text[..digits])
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = (value * 10) + digit - '0';
        }

        number = value;
        text = text[digits..];
        return true;
    }
}
