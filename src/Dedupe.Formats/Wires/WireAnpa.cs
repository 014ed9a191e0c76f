using System.Globalization;
using System.Text.RegularExpressions;
using Dedupe.Formats.Shared.News;

namespace Dedupe.Formats.Wires;

/// <summary>
/// Messages of ANPA 1312: service and number, priority and category, a keyword with day and time; then lines that begin
/// with <c>^</c> (keyword, headline, notes, byline), and the text, set in by tabs.
/// </summary>
internal static partial class WireAnpa
{
    // AP-WF-11-13-13 1509GMT
    [GeneratedRegex(
        @"\b(?<month>[01]?[0-9])-(?<day>[0-3][0-9])-(?<year>[0-9]{2,4}) +" +
        "(?<time>[0-2][0-9][0-5][0-9]) ?(?<zone>[A-Z]{0,4})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, WireText.RegexMilliseconds)]
    private static partial Regex Sent();

    // 1st Ld-Writethru, 2ndLd
    [GeneratedRegex(
        @"\b(?<number>[0-9]{1,2})(st|nd|rd|th) ?Ld",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        WireText.RegexMilliseconds)]
    private static partial Regex Lead();

    /// <summary>Reads a message.</summary>
    public static NewsItem Read(WireMessage message)
    {
        string number = message.HeaderWords.FirstOrDefault() ?? "";
        var lines = message.Text.Split('\n').ToList();
        var marked = new List<string>();
        lines.RemoveRange(0, Math.Max(0, lines.FindIndex(static line => !string.IsNullOrWhiteSpace(line))));
        while (lines.Count > 0 && (IsMarked(lines[0]) || string.IsNullOrWhiteSpace(lines[0])))
        {
            // Codes for setting type may stand before the mark.
            marked.Add(WireText.Plain(lines[0][(lines[0].LastIndexOf('^') + 1)..].Trim().TrimEnd('<', '=')));
            lines.RemoveAt(0);
        }

        marked.RemoveAll(static line => line.Length == 0);
        string? keyword = marked.Find(static line => IsKeyword(line))?.Split(',')[0].Trim();
        string whole = marked.Find(static line => IsKeyword(line)) ?? message.Header;
        string? time = WireTime.Of(Sent().Match(WireText.Start(message.Trailer)).Groups);
        string? headline = marked.Find(static line => !IsKeyword(line) && !IsNote(line) && !IsByline(line));
        var lead = Lead().Match(WireText.Start(whole));
        string day = time is null ? "" : $"/{time[..10]}";
        return new NewsItem
        {
            // A keyword names a story for a day; each sending of it has a number of its own.
            Id = keyword is null
                ? (number.Length == 0 ? null : $"{number}{(time is null ? "" : $"/{time}")}")
                : $"{keyword}{day}",
            Version = keyword is null ? null
                : string.Create(
                    CultureInfo.InvariantCulture, $"{(lead.Success ? lead.Groups["number"].Value : "0")}.{number}"),
            FirstTime = time,
            Headline = headline ?? keyword,
            Body = WireText.Paragraphs(lines.Select(static line => line.TrimEnd().TrimEnd('<', '=').TrimStart('^'))),
            Byline = marked.Find(IsByline),
            Source = message.Trailer.Split('-')[0] is { Length: > 0 and < 12 } agency ? agency : null,
            Note = marked.Find(static line => line.StartsWith("Eds", StringComparison.Ordinal)),
        };
    }

    private static bool IsMarked(string line) =>
        line.Contains('^', StringComparison.Ordinal) && line.TrimEnd() is [.., '<' or '='];

    private static bool IsByline(string line) => line.StartsWith("By ", StringComparison.Ordinal);

    private static bool IsNote(string line) =>
        line.StartsWith("Eds", StringComparison.Ordinal) || line.StartsWith("AP Photo", StringComparison.Ordinal)
        || line.StartsWith("AP Video", StringComparison.Ordinal);

    // BC-PE--Ferry
    private static bool IsKeyword(string line) =>
        line.Length > 3 && char.IsAsciiLetterUpper(line[0]) && char.IsAsciiLetterUpper(line[1]) && line[2] == '-';
}
