using System.Text.RegularExpressions;
using Dedupe.Formats.Shared.News;

namespace Dedupe.Formats.Wires;

/// <summary>
/// Messages of IPTC 7901: <c>service number priority category words</c>, a line of keywords, the headline, the text,
/// and behind it day, time and month.
/// </summary>
internal static partial class WireIptc
{
    private const int MostOfAHeadline = 6;

    [GeneratedRegex(
        "^(?<service>[A-Za-z]*) *(?<number>[0-9]{0,5})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        WireText.RegexMilliseconds)]
    private static partial Regex Begin();

    // 131137 GMT Nov 13
    [GeneratedRegex(
        @"\b(?<day>[0-3][0-9])(?<time>[0-2][0-9][0-5][0-9]) ?(?<zone>[A-Z]{0,5}) +" +
        @"(?<month>\p{L}{3})\p{L}*\.? +(?<year>[0-9]{2,4})\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, WireText.RegexMilliseconds)]
    private static partial Regex Sent();

    // dpa 061, at the end of the line
    [GeneratedRegex(
        @"\b(?<name>[A-Za-z]{2,12}) +[0-9]{1,5}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        WireText.RegexMilliseconds)]
    private static partial Regex Agency();

    /// <summary>Reads a message.</summary>
    public static NewsItem Read(WireMessage message)
    {
        var header = message.Header.ReplaceLineEndings("\n").Split(
            '\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string first = WireText.Start(header.Length > 0 ? header[0] : "");
        var begin = Begin().Match(first);
        string name = $"{begin.Groups["service"].Value}{begin.Groups["number"].Value}";
        string slug = header.Length > 1 ? header[^1].TrimEnd('/') : "";
        if (name.Length == 0)
            name = slug;
        string? time = WireTime.Of(Sent().Match(WireText.Start(message.Trailer)).Groups);
        var lines = message.Text.Split('\n').ToList();
        var above = Above(lines);
        var headline = above.Where(static line => !IsByline(line)).ToList();
        var agency = Agency().Match(first);
        return new NewsItem
        {
            // Numbers begin again every day.
            Id = name.Length == 0 ? null : time is null ? name : $"{name}/{time}",
            FirstTime = time,
            Headline = headline.Count > 0 ? string.Join(' ', headline) : slug.Length == 0 ? null : slug,
            Body = WireText.Paragraphs(lines),
            Byline = above.Find(IsByline),
            Source = agency.Success ? agency.Groups["name"].Value
                : begin.Groups["service"].Value is { Length: > 0 } service ? service : null,
        };
    }

    // The lines of the headline: up to one that ends with =, or the first alone when a text follows that is set in.
    private static List<string> Above(List<string> lines)
    {
        lines.RemoveRange(0, Math.Max(0, lines.FindIndex(static line => !string.IsNullOrWhiteSpace(line))));
        int end = lines.FindIndex(
            0, Math.Min(lines.Count, MostOfAHeadline), static line => line.TrimEnd().EndsWith('='));
        if (end < 0 && lines.Count > 1 && (lines[1].Length == 0 || lines[1].StartsWith("  ", StringComparison.Ordinal)))
            end = 0;
        var above = lines[..(end + 1)].ConvertAll(static line => line.Trim().TrimEnd('=').Trim());
        lines.RemoveRange(0, end + 1);
        above.RemoveAll(static line => line.Length == 0);
        return above;
    }

    private static bool IsByline(string line) => line.StartsWith("By ", StringComparison.Ordinal);
}
