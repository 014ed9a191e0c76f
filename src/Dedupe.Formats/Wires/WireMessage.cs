using System.Buffers;

namespace Dedupe.Formats.Wires;

/// <summary>The parts of a message.</summary>
/// <param name="Header">Between SOH and STX.</param>
/// <param name="Text">Between STX and ETX.</param>
/// <param name="Trailer">Behind ETX.</param>
internal sealed record WireMessage(string Header, string Text, string Trailer)
{
    private const char HeaderMark = (char)WireFramer.Header;
    private const char TextMark = (char)WireFramer.Text;
    private const char TextEnd = (char)WireFramer.TextEnd;
    private const char End = (char)WireFramer.End;

    // ANPA parts its header with these, IPTC 7901 with spaces.
    private static readonly char[] Separators = [.. "\u0011\u0012\u0013\u0014\u001C\u001D\u001E\u001F"];

    private static readonly SearchValues<char> AnyOfAnpa = SearchValues.Create(Separators);

    /// <summary>Whether its header is one of ANPA.</summary>
    public bool IsAnpa => Header.AsSpan().ContainsAny(AnyOfAnpa);

    /// <summary>Takes a message apart; it has an STX.</summary>
    public static WireMessage Of(string message)
    {
        int begin = message.IndexOf(HeaderMark, StringComparison.Ordinal) + 1;
        int text = message.IndexOf(TextMark, StringComparison.Ordinal);
        int end = message.AsSpan(text).IndexOfAny(TextEnd, End);
        end = end < 0 ? message.Length : text + end;
        string trailer = end < message.Length ? message[(end + 1)..] : "";
        return new WireMessage(
            message[Math.Min(begin, text)..text], Plain(message[(text + 1)..end]), Plain(trailer).Trim());
    }

    /// <summary>The words of the header, whatever parts them.</summary>
    public string[] HeaderWords => Header.Split(
        [' ', '\t', '\r', '\n', .. Separators], StringSplitOptions.RemoveEmptyEntries);

    // Other control characters set type: they are no text.
    private static string Plain(string text)
    {
        string lines = text.ReplaceLineEndings("\n");
        return lines.AsSpan().ContainsAnyInRange('\0', '\u0008')
            || lines.AsSpan().ContainsAnyInRange('\u000B', '\u001F')
            || lines.Contains('\u007F', StringComparison.Ordinal)
            ? string.Concat(lines.Select(static letter => letter is '\n' or '\t' ? letter : letter < ' ' ? ' ' : letter)
                .Where(static letter => letter != '\u007F'))
            : lines;
    }
}
