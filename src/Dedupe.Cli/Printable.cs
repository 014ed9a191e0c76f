using System.Globalization;
using System.Text;

namespace Dedupe.Cli;

/// <summary>Text of documents and file names, made safe for a terminal and for one line.</summary>
internal static class Printable
{
    /// <summary>
    /// The text with control characters and line ends written as escapes (<c>\n</c>, <c>\u001b</c>), and U+FFFF, which is no character and has no
    /// width; unchanged, and the very same string, when it has none.
    /// </summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')
            && !text.AsSpan().ContainsAny('\u2028', '\u2029', '\uffff'))
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (character == '\n')
                escaped.Append("\\n");
            else if (character == '\r')
                escaped.Append("\\r");
            else if (character == '\t')
                escaped.Append("\\t");
            else if (char.IsControl(character) || character is '\u2028' or '\u2029' or '\uffff')
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }
}
