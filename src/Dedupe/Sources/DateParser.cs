using System.Buffers;

namespace Dedupe.Sources;

/// <summary>
/// Dates as newspapers and their feeds write them: ISO 8601, the forms of RFC 822, 850 and asctime, names of months in
/// many languages, numbers since 1970, and days with slashes or dots where only one reading is a date. No zone means
/// UTC. What could be read in two ways is not guessed: it is unknown, as what is no date at all.
/// </summary>
internal static class DateParser
{
    // What is longer is no date, and is not looked at.
    private const int Longest = 100;

    private const int DaysInLongestYear = 366;

    // As RFC 2822 has it: two digits stand for the years from 1950 to 2049.
    private const int FirstOfNextCentury = 50;

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("-.0123456789"u8);

    /// <summary>Reads a date from UTF-8; null when it is none, or could be several.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.Length is 0 or > Longest)
            return null;
        if (text.IndexOfAnyExcept(OfNumbers) < 0 && EpochParser.IsNumber(text))
            return EpochParser.ParseText(text);
        return ParseNumeric(text) ?? DateTimeGroupParser.Parse(text) ?? NamedMonthParser.Parse(text);
    }

    /// <summary>Reads a date from a JSON number; null when it is none, or could be several.</summary>
    public static DateTimeOffset? ParseNumber(ReadOnlySpan<byte> number) =>
        number.Length > Longest ? null : EpochParser.ParseNumber(number);

    /// <summary>A moment; null when there is no such day, or it is out of range.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">The month, from 1.</param>
    /// <param name="day">The day, from 1.</param>
    /// <param name="ticks">Time of the day.</param>
    /// <param name="zone">Minutes that local time is ahead of UTC.</param>
    public static DateTimeOffset? Make(int year, int month, int day, long ticks, int zone)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        return Make(new DateTime(year, month, day), ticks, zone);
    }

    /// <summary>The year that two digits stand for.</summary>
    public static int YearOf(int twoDigits) => twoDigits + (twoDigits < FirstOfNextCentury ? 2000 : 1900);

    private static DateTimeOffset? Make(DateTime day, long ticks, int zone)
    {
        long local = day.Ticks + ticks;
        long utc = local - (zone * TimeSpan.TicksPerMinute);
        return local > DateTime.MaxValue.Ticks || utc < 0 || utc > DateTime.MaxValue.Ticks
            ? null
            : new DateTimeOffset(local, TimeSpan.FromMinutes(zone));
    }

    private static DateTimeOffset? ParseNumeric(ReadOnlySpan<byte> text)
    {
        while (DateWords.Take(ref text) == DateWords.PassedOver)
            text = text.TrimStart(" ,."u8); // a day of the week
        if (!TakeDay(ref text, out var day))
            return null;
        if (text.IsEmpty)
            return Make(day, 0, 0);
        return TakeBreak(ref text)
            && TimeParser.TakeTime(ref text, out long ticks)
            && (TimeParser.TakeZone(text, out int zone) || TimeParser.IsServiceCodes(text))
            ? Make(day, ticks, zone)
            : null;
    }

    // What stands between day and time: T, blanks, a comma, a dash with blanks, "at". A dash alone is a zone.
    private static bool TakeBreak(ref ReadOnlySpan<byte> text)
    {
        if (text[0] is (byte)'T' or (byte)'t')
        {
            text = text[1..];
            return true;
        }

        if (text[0] is not ((byte)' ' or (byte)','))
            return false;
        text = text.TrimStart(" ,"u8);
        if (text.StartsWith("- "u8))
            text = text[1..].TrimStart((byte)' ');
        while (DateWords.Take(ref text) == DateWords.PassedOver)
            text = text.TrimStart(" ,"u8);
        return true;
    }

    private static bool TakeDay(ref ReadOnlySpan<byte> text, out DateTime day)
    {
        day = default;
        int digits = Bytes.CountDigits(text);
        if (digits == 8 && Bytes.TakeNumber(ref text, 4, out int year) && Bytes.TakeNumber(ref text, 2, out int month))
            return Bytes.TakeNumber(ref text, 2, out int dayOfMonth) && TryMake(year, month, dayOfMonth, out day);
        if (digits == 4)
            return TakeYearFirst(ref text, out day);
        return digits is 1 or 2 && TakeYearLast(ref text, out day);
    }

    // 2025-03-01, 2025/3/1, 2025.03.01; ISO 8601 has weeks (2025-W09-6, 2025W096) and numbered days (2025-060) as well.
    private static bool TakeYearFirst(ref ReadOnlySpan<byte> text, out DateTime day)
    {
        day = default;
        Bytes.TakeNumber(ref text, 4, out int year);
        if (text.IsEmpty)
            return false;
        if (TakeSign(ref text, "年"u8, "년"u8))
            return TakeSigned(ref text, year, out day);
        byte separator = text[0];
        if (separator is (byte)'W' or (byte)'w')
            return TakeWeek(ref text, year, separated: false, out day);
        if (separator is not ((byte)'-' or (byte)'/' or (byte)'.'))
            return false;
        text = text[1..];
        if (separator == '-' && !text.IsEmpty && text[0] is (byte)'W' or (byte)'w')
            return TakeWeek(ref text, year, separated: true, out day);
        if (separator == '-' && Bytes.CountDigits(text) == 3)
            return Bytes.TakeNumber(ref text, 3, out int number) && TryMakeOrdinal(year, number, out day);
        return Bytes.TakeShortNumber(ref text, out int month) && Bytes.Take(ref text, separator)
            && Bytes.TakeShortNumber(ref text, out int dayOfMonth) && TryMake(year, month, dayOfMonth, out day);
    }

    // 2025年3月1日, 2025년 3월 1일
    private static bool TakeSigned(ref ReadOnlySpan<byte> text, int year, out DateTime day)
    {
        day = default;
        text = text.TrimStart((byte)' ');
        if (!Bytes.TakeShortNumber(ref text, out int month) || !TakeSign(ref text, "月"u8, "월"u8))
            return false;
        text = text.TrimStart((byte)' ');
        return Bytes.TakeShortNumber(ref text, out int dayOfMonth) && TakeSign(ref text, "日"u8, "일"u8)
            && TryMake(year, month, dayOfMonth, out day);
    }

    private static bool TakeSign(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> han, ReadOnlySpan<byte> hangul)
    {
        if (!text.StartsWith(han) && !text.StartsWith(hangul))
            return false;
        text = text[han.Length..];
        return true;
    }

    private static bool TakeWeek(ref ReadOnlySpan<byte> text, int year, bool separated, out DateTime day)
    {
        day = default;
        text = text[1..];
        if (!Bytes.TakeNumber(ref text, 2, out int week)
            || (separated && !Bytes.Take(ref text, (byte)'-'))
            || !Bytes.TakeNumber(ref text, 1, out int weekday))
            return false;
        if (year is < 1 or > 9998
            || week < 1
            || week > System.Globalization.ISOWeek.GetWeeksInYear(year)
            || weekday is < 1 or > 7)
            return false;
        day = System.Globalization.ISOWeek.ToDateTime(year, week, (DayOfWeek)(weekday % 7));
        return true;
    }

    // 31/12/2025 and 12/31/2025: which is the month is known when the other cannot be one, or when they are the same.
    // A year of two digits may stand first as well: 12/29/17 is one day alone, 31/12/25 could be two.
    private static bool TakeYearLast(ref ReadOnlySpan<byte> text, out DateTime day)
    {
        day = default;
        int firstDigits = Bytes.CountDigits(text);
        if (!Bytes.TakeShortNumber(ref text, out int first)
            || text.IsEmpty
            || text[0] is not ((byte)'/' or (byte)'.' or (byte)'-'))
            return false;
        byte separator = text[0];
        text = text[1..];
        if (!Bytes.TakeShortNumber(ref text, out int second) || !Bytes.Take(ref text, separator))
            return false;
        int digits = Bytes.CountDigits(text);
        if (digits is not (2 or 4))
            return false;
        Bytes.TakeNumber(ref text, digits, out int last);
        int year = digits == 2 ? YearOf(last) : last;
        DateTime? read = null;
        return AddReading(year, second, first, ref read)
            && AddReading(year, first, second, ref read)
            && (digits == 4 || firstDigits == 1 || AddReading(YearOf(first), second, last, ref read))
            && (day = read ?? default) != default;
    }

    // False when another reading was there before.
    private static bool AddReading(int year, int month, int dayOfMonth, ref DateTime? read)
    {
        if (!TryMake(year, month, dayOfMonth, out var day))
            return true;
        bool isSame = read is null || read == day;
        read = day;
        return isSame;
    }

    private static bool TryMake(int year, int month, int dayOfMonth, out DateTime day)
    {
        var made = Make(year, month, dayOfMonth, 0, 0);
        day = made?.DateTime ?? default;
        return made is not null;
    }

    /// <summary>The day of a year by its number, from 1.</summary>
    public static bool TryMakeOrdinal(int year, int number, out DateTime day)
    {
        day = default;
        if (year is < 1 or > 9999 || number < 1 || number > DaysInLongestYear - (DateTime.IsLeapYear(year) ? 0 : 1))
            return false;
        day = new DateTime(year, 1, 1).AddDays(number - 1);
        return true;
    }
}
