namespace Dedupe.Sources;

/// <summary>
/// The date-time group of news wires (IPTC 7901) and of telegrams: day, hour and minute in one, then the month and the
/// year, as in "271002 Mar 87", "271002 GMT Mar 1987" and "271002ZMAR87". Zones of one letter are read for Z alone:
/// for the others there are two conventions, with opposite signs.
/// </summary>
internal static class DateTimeGroupParser
{
    private const int Digits = 6;

    /// <summary>Reads a date; null when it is none.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> text)
    {
        if (Bytes.CountDigits(text) != Digits)
            return null;
        Bytes.TakeNumber(ref text, 2, out var day);
        if (!TimeParser.TakeTime(ref text, out var ticks))
            return null;
        text = text.TrimStart((byte)' ');
        var zone = 0;
        var month = DateWords.Take(ref text);
        if (month == 0)
        {
            var end = text.Length > 3 && text[0] is (byte)'Z' or (byte)'z' ? 1 : text.IndexOf((byte)' ');
            if (end < 0 || !TimeParser.TakeZone(text[..end], out zone))
                return null;
            text = text[end..].TrimStart((byte)' ');
            month = DateWords.Take(ref text);
        }

        text = text.TrimStart((byte)' ');
        var digits = Bytes.CountDigits(text);
        if (month <= 0 || digits is not (2 or 4) || digits != text.Length)
            return null;
        Bytes.TakeNumber(ref text, digits, out var year);
        return DateParser.Make(digits == 2 ? DateParser.YearOf(year) : year, month, day, ticks, zone);
    }
}
