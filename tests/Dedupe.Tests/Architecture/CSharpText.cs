using System.Text;

namespace Dedupe.Tests.Architecture;

/// <summary>
/// Blanks comments, strings and characters out of C# text, and keeps the code in the holes of interpolated strings.
/// Every blanked character becomes a space and line ends stay, so positions still mean the same place.
/// </summary>
internal static class CSharpText
{
    public static string CodeOnly(string text)
    {
        var code = new StringBuilder(text);
        SkipCode(text, 0, code, closers: 0);
        return code.ToString();
    }

    /// <summary>
    /// Walks over code from <paramref name="at"/>; inside a hole it stops at the hole's end, which is that many braces.
    /// </summary>
    private static int SkipCode(string text, int at, StringBuilder code, int closers)
    {
        var depth = 0;
        while (at < text.Length)
        {
            var rest = text.AsSpan(at);
            if (rest.StartsWith("//"))
            {
                var end = text.IndexOf('\n', at);
                at = Blank(code, at, end < 0 ? text.Length : end);
            }
            else if (rest.StartsWith("/*"))
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = Blank(code, at, end < 0 ? text.Length : end + 2);
            }
            else if (text[at] == '\'')
            {
                at = SkipCharacter(text, at, code);
            }
            else if (StringPrefix(rest) is var prefix && prefix >= 0)
            {
                at = SkipString(text, at, prefix, code);
            }
            else
            {
                if (text[at] == '{') depth++;
                if (text[at] == '}' && depth-- == 0 && closers > 0) return at;
                at++;
            }
        }

        return at;
    }

    /// <summary>
    /// How many of the characters <c>$</c> and <c>@</c> stand before the opening quote; -1 when no string starts here.
    /// </summary>
    private static int StringPrefix(ReadOnlySpan<char> rest)
    {
        var marks = rest.IndexOfAnyExcept('$', '@');
        return marks >= 0 && rest[marks] == '"' ? marks : -1;
    }

    private static int SkipCharacter(string text, int at, StringBuilder code)
    {
        var end = at + 1;
        while (end < text.Length && text[end] is not ('\'' or '\n')) end += text[end] == '\\' ? 2 : 1;
        return Blank(code, at, Math.Min(end + 1, text.Length));
    }

    private static int SkipString(string text, int at, int prefix, StringBuilder code)
    {
        var dollars = text.AsSpan(at, prefix).Count('$');
        var verbatim = text.AsSpan(at, prefix).Contains('@');
        var start = at + prefix;
        var quotes = text.AsSpan(start).IndexOfAnyExcept('"');
        if (quotes < 0) quotes = text.Length - start;
        var raw = quotes >= 3 && !verbatim;
        if (!raw && quotes >= 2 && !(verbatim && quotes != 2)) return Blank(code, at, start + 2);

        var delimiter = raw ? quotes : 1;
        var i = Blank(code, at, start + delimiter);
        while (i < text.Length)
        {
            var run = text.AsSpan(i).IndexOfAnyExcept(text[i]);
            if (run < 0) run = text.Length - i;
            switch (text[i])
            {
                case '"' when raw ? run >= delimiter : !verbatim || run % 2 == 1:
                    return Blank(code, i, i + (raw ? run : verbatim ? run : 1));
                case '{' when dollars > 0 && (raw ? run >= dollars : run % 2 == 1):
                    i = SkipCode(text, Blank(code, i, i + run), code, closers: dollars);
                    i = Blank(code, i, Math.Min(i + (raw ? dollars : 1), text.Length));
                    break;
                case '\\' when !raw && !verbatim:
                    i = Blank(code, i, Math.Min(i + 2, text.Length));
                    break;
                default:
                    i = Blank(code, i, i + (text[i] is '"' or '{' ? run : 1));
                    break;
            }
        }

        return i;
    }

    private static int Blank(StringBuilder code, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (code[i] is not ('\n' or '\r')) code[i] = ' ';
        }

        return to;
    }
}
