using System.Globalization;
using System.Text;

namespace Dedupe.Cli;

/// <summary>
/// Text of documents, file names and messages, made safe for a terminal, for one line, and for people's patience.
/// </summary>
internal static class Printable
{
    // More than any path that people work with; a whole document may stand where an id should.
    private const int Longest = 1000;

    /// <summary>
    /// The text on one line, with control, bidirectional and invisible characters written as escapes (<c>\n</c>,
    /// <c>\u202e</c>), and
    /// with its middle left out when it is long. Unchanged, and the very same string, when it has none of that.
    /// </summary>
    public static string Of(string text, int most = Longest) => InFull(Shorten(text, most));

    /// <summary>The same for text that is shown whole, however long.</summary>
    public static string InFull(string text) => IsPlain(text) ? text : Escape(text, Append);

    /// <summary>JSON for a terminal: the same value, with what a terminal would obey or hide as escapes.</summary>
    public static string Json(string json) => IsPlain(json) ? json : Escape(json, AppendUnits);

    private static bool IsPlain(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
                return false;
        }

        return true;
    }

    private static string Shorten(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var (head, tail) = (most * 2 / 3, text.Length - (most / 4));
        head -= char.IsHighSurrogate(text[head - 1]) ? 1 : 0;
        tail += char.IsLowSurrogate(text[tail]) ? 1 : 0;
        var left = string.Create(CultureInfo.InvariantCulture, $" ⋯ ({tail - head:#,0} characters) ⋯ ");
        return string.Concat(text.AsSpan(0, head), left, text.AsSpan(tail));
    }

    private static string Escape(string text, Action<StringBuilder, int> append)
    {
        StringBuilder? escaped = null;
        Rune? before = null;
        for (var at = 0; at < text.Length;)
        {
            var whole = Rune.TryGetRuneAt(text, at, out var rune);
            var length = whole ? rune.Utf16SequenceLength : 1;
            if (!whole || HiddenCharacters.IsHidden(before, rune, After(text, at + length)))
                append(escaped ??= new StringBuilder(text, 0, at, text.Length + 16), whole ? rune.Value : text[at]);
            else
                escaped?.Append(text, at, length);
            before = whole ? rune : null;
            at += length;
        }

        return escaped?.ToString() ?? text;
    }

    private static Rune? After(string text, int at) =>
        at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) ? rune : null;

    private static void Append(StringBuilder escaped, int character)
    {
        switch (character)
        {
            case '\n':
                escaped.Append("\\n");
                break;
            case '\r':
                escaped.Append("\\r");
                break;
            case '\t':
                escaped.Append("\\t");
                break;
            default:
                escaped.Append(
                    CultureInfo.InvariantCulture,
                    $"\\{(char.MaxValue < character ? $"U{character:x8}" : $"u{character:x4}")}");
                break;
        }
    }

    // JSON has no other escapes for characters beyond the first 65,536 than those of their two halves.
    private static void AppendUnits(StringBuilder escaped, int character)
    {
        if (character <= char.MaxValue)
            escaped.Append(CultureInfo.InvariantCulture, $"\\u{character:x4}");
        else
            foreach (var unit in char.ConvertFromUtf32(character))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
    }
}
