using System.Text;

namespace Dedupe.Formats.Wires;

/// <summary>Paragraphs of a wire: lines of some sixty characters, set in where a paragraph begins.</summary>
internal static class WireText
{
    /// <summary>Milliseconds that a pattern may take: what is looked at is so short that it never does.</summary>
    public const int RegexMilliseconds = 1000;

    private const int LongestStart = 200;

    /// <summary>What is looked at of a header, a keyword or a trailer.</summary>
    public static string Start(string text) => text.Length <= LongestStart ? text : text[..LongestStart];

    /// <summary>Joins lines to paragraphs.</summary>
    /// <param name="lines">The lines. One that is blank, or set in by a tab or two spaces, begins another
    /// paragraph.</param>
    public static List<string> Paragraphs(IEnumerable<string> lines)
    {
        var paragraphs = new List<string>();
        var paragraph = new StringBuilder();
        foreach (string line in lines)
        {
            bool isSetIn = line.StartsWith('\t') || line.StartsWith("  ", StringComparison.Ordinal);
            string text = Plain(line);
            if ((isSetIn || text.Length == 0) && paragraph.Length > 0)
            {
                paragraphs.Add(paragraph.ToString());
                paragraph.Clear();
            }

            if (text.Length == 0)
                continue;
            if (paragraph.Length > 0)
                paragraph.Append(' ');
            paragraph.Append(text);
        }

        if (paragraph.Length > 0)
            paragraphs.Add(paragraph.ToString());
        return paragraphs;
    }

    /// <summary>A line without what sets type: quotation marks of two signs are one.</summary>
    public static string Plain(string line) =>
        line.Replace("``", "\u201C", StringComparison.Ordinal).Replace("''", "\u201D", StringComparison.Ordinal).Trim();
}
