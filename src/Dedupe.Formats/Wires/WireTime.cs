using System.Globalization;
using System.Text.RegularExpressions;

namespace Dedupe.Formats.Wires;

/// <summary>Times of messages, as ISO 8601.</summary>
internal static class WireTime
{
    // Of English, German, French, Spanish and Italian: three letters that no two months share.
    private static readonly string[] Months =
    [
        "jan ene gen", "feb fev fév", "mar mrz mär", "apr abr avr", "may mai mag", "jun giu", "jul lug",
        "aug ago aoû aou", "sep set", "oct okt ott", "nov", "dec dez dic déc",
    ];

    /// <summary>The time of its parts; null when there is none.</summary>
    /// <param name="parts">The groups year, month (a number or a name), day, time and zone.</param>
    public static string? Of(GroupCollection parts)
    {
        if (!parts[0].Success || Month(parts["month"].Value) is not { } month)
            return null;
        var (year, time, zone) = (parts["year"].Value, parts["time"].Value, parts["zone"].Value);
        return $"{(year.Length == 2 ? "20" : "")}{year}-{month}-{parts["day"].Value}T{time[..2]}:{time[2..]}:00" +
            (zone is "GMT" or "UTC" or "Z" or "" ? "Z" : $" {zone}");
    }

    private static string? Month(string month)
    {
        if (char.IsAsciiDigit(month[0]))
            return month.PadLeft(2, '0');
        int number = Array.FindIndex(
            Months, names => names.Contains(month.ToLowerInvariant(), StringComparison.Ordinal)) + 1;
        return number == 0 ? null : number.ToString("00", CultureInfo.InvariantCulture);
    }
}
