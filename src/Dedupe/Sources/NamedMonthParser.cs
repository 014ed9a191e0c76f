using System.Text;

namespace Dedupe.Sources;

/// <summary>
/// Dates with the English name of a month, in whatever order: RFC 822 and its successors (Sat, 01 Mar 2025 06:00:00
/// EST), RFC 850 (Saturday, 01-Mar-25 06:00:00 GMT), asctime and the command date (Sat Mar 1 06:00:00 UTC 2025),
/// scripts of browsers, and March 1, 2025.
/// </summary>
internal static class NamedMonthParser
{
    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
            "December",
    ];

    private static readonly string[] Weekdays =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    // As RFC 2822 has it: two digits stand for the years from 1950 to 2049.
    private const int FirstOfNextCentury = 50;

    /// <summary>Reads a date; null when it is none.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> text)
    {
        int month = 0;
        int? first = null;
        int? second = null;
        int digits = 0; // of the number read last
        bool yearIsFirst = false;
        long? time = null;
        int zone = 0;
        while (!(text = text.TrimStart(" ,-."u8)).IsEmpty)
        {
            if (char.IsAsciiLetter((char)text[0]))
            {
                var word = text[..WordLength(text)];
                text = text[word.Length..];
                if (month == 0 && MonthOf(word) is > 0 and var named)
                    month = named;
                else if (time is not null && second is null && TimeParser.TakeZone(word, out int before))
                    zone = before; // the command date has the year last
                else if (!IsPassedOver(word))
                    return null;
                continue;
            }

            int length = Bytes.CountDigits(text);
            if (length is 1 or 2 && text.Length > length && text[length] == ':')
            {
                if (time is not null || !TimeParser.TakeTime(ref text, out long ticks))
                    return null;
                time = ticks;
                if (second is null)
                {
                    if (!TakeOffset(ref text, ref zone))
                        return null;
                    continue;
                }

                // All that is left is the zone.
                if (!TimeParser.TakeZone(text, out zone))
                    return null;
                break;
            }

            if (length is not (1 or 2 or 4) || second is not null)
                return null;
            Bytes.TakeNumber(ref text, length, out int number);
            if (length < 4 && TakeOrdinalEnding(ref text, number) && first is not null && !yearIsFirst)
                return null;
            if (first is null)
                (first, yearIsFirst) = (number, length == 4);
            else
                (second, digits) = (number, length);
        }

        if (month == 0 || first is not { } one || second is not { } other || (yearIsFirst && digits == 4))
            return null;
        var (year, day) = yearIsFirst ? (one, other) : (other, one);
        if (!yearIsFirst && digits < 4)
        {
            if (digits < 2)
                return null;
            year += year < FirstOfNextCentury ? 2000 : 1900;
        }

        return DateParser.Make(year, month, day, time ?? 0, zone);
    }

    // "+0000" between the time and the year.
    private static bool TakeOffset(ref ReadOnlySpan<byte> text, ref int zone)
    {
        var rest = text.TrimStart((byte)' ');
        if (rest.IsEmpty || rest[0] is not ((byte)'+' or (byte)'-'))
            return true;
        int end = rest.IndexOf((byte)' ');
        var offset = end < 0 ? rest : rest[..end];
        text = rest[offset.Length..];
        return TimeParser.TakeZone(offset, out zone);
    }

    private static int WordLength(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiLetter((char)text[length]))
            length++;
        return length;
    }

    // The name, or the three letters or more that it begins with.
    private static int MonthOf(ReadOnlySpan<byte> word) => NumberOf(word, Months);

    private static int NumberOf(ReadOnlySpan<byte> word, string[] names)
    {
        for (int number = 1; number <= names.Length; number++)
        {
            string name = names[number - 1];
            if (word.Length >= 3 && word.Length <= name.Length && (word.Length <= 4 || word.Length == name.Length)
                && Ascii.EqualsIgnoreCase(word, name.AsSpan(0, word.Length)))
                return number;
        }

        return 0;
    }

    private static bool IsPassedOver(ReadOnlySpan<byte> word) =>
        NumberOf(word, Weekdays) > 0 || Ascii.EqualsIgnoreCase(word, "Thurs") || Ascii.EqualsIgnoreCase(word, "at");

    private static bool TakeOrdinalEnding(ref ReadOnlySpan<byte> text, int number)
    {
        if (text.Length < 2 || WordLength(text) != 2)
            return false;
        var ending = number is 11 or 12 or 13
            ? "th"u8
            : (number % 10) switch { 1 => "st"u8, 2 => "nd"u8, 3 => "rd"u8, _ => "th"u8 };
        if (!Ascii.EqualsIgnoreCase(text[..2], ending))
            return false;
        text = text[2..];
        return true;
    }
}
