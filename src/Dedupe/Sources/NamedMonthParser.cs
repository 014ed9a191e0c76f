using System.Text;

namespace Dedupe.Sources;

/// <summary>
/// Dates with the name of a month, in whatever order: RFC 822 and its successors (Sat, 01 Mar 2025 06:00:00 EST), RFC
/// 850 (Saturday, 01-Mar-25 06:00:00 GMT), asctime and the command date (Sat Mar 1 06:00:00 UTC 2025), scripts of
/// browsers, March 1, 2025, and 27 de março de 1987.
/// </summary>
internal static class NamedMonthParser
{
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
            if (DateWords.IsLetter(text[0]))
            {
                var named = DateWords.Take(ref text);
                if (named > 0 && month != 0)
                    return null;
                if (named > 0)
                    month = named;
                if (named == 0 && !(time is not null && second is null && TakeZoneName(ref text, out zone)))
                    return null; // the command date has the year last
                continue;
            }

            int length = Bytes.CountDigits(text);
            if (length is 1 or 2 && text.Length > length && text[length] is (byte)':' or (byte)'h')
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
                if (!TimeParser.TakeZone(text, out zone) && !TimeParser.IsServiceCodes(text))
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
            year = DateParser.YearOf(year);
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

    private static bool TakeZoneName(ref ReadOnlySpan<byte> text, out int zone)
    {
        var word = text[..DateWords.WordLength(text)];
        text = text[word.Length..];
        return TimeParser.TakeZone(word, out zone);
    }

    // "1st", "2nd", French "1er", and the small o or ring of the south of Europe.
    private static bool TakeOrdinalEnding(ref ReadOnlySpan<byte> text, int number)
    {
        if (text.StartsWith("º"u8) || text.StartsWith("°"u8))
        {
            text = text[2..];
            return true;
        }

        if (DateWords.WordLength(text) != 2)
            return false;
        var ending = number is 11 or 12 or 13
            ? "th"u8
            : (number % 10) switch { 1 => "st"u8, 2 => "nd"u8, 3 => "rd"u8, _ => "th"u8 };
        if (!Ascii.EqualsIgnoreCase(text[..2], ending) && !(number == 1 && Ascii.EqualsIgnoreCase(text[..2], "er"u8)))
            return false;
        text = text[2..];
        return true;
    }
}
