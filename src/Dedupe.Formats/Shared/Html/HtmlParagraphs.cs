using System.Buffers;
using System.Text;

namespace Dedupe.Formats.Shared.Html;

/// <summary>Writes the text of a page by paragraphs: white space is one blank, and blocks begin a paragraph.</summary>
internal sealed class HtmlParagraphs
{
    // White space of HTML, and the blank that does not break a line, which editors leave in by the dozen.
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n\f\u00A0\u200B");

    private readonly StringBuilder paragraph = new();
    private readonly List<string> all = [];
    private bool blank;

    /// <summary>The paragraphs of a stretch of nodes.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="start">The first node.</param>
    /// <param name="drops">Whether a node and all in it is left out.</param>
    public static List<string> Of(HtmlTree tree, int start, Func<int, bool> drops)
    {
        var writer = new HtmlParagraphs();
        var ends = new Stack<int>();
        var nodes = tree.Nodes;
        int lines = 0;
        int end = nodes[start].End;
        for (int at = start; at < end;)
        {
            while (ends.TryPeek(out int blockEnd) && blockEnd <= at)
            {
                ends.Pop();
                writer.EndParagraph();
            }

            ref readonly var node = ref nodes[at];
            if (node.IsText)
                writer.Add(tree.TextOf(node), keepsLines: at < lines);
            else if (node.Is(HtmlKind.Break))
                writer.EndLine();
            else if (node.Is(HtmlKind.Cell))
                writer.blank = true;
            if (node.Is(HtmlKind.Block))
            {
                writer.EndParagraph();
                ends.Push(node.End);
                lines = node.Is(HtmlKind.Lines) ? Math.Max(lines, node.End) : lines;
            }

            at = node.IsHidden || drops(at) ? node.End : at + 1;
        }

        writer.EndParagraph();
        return writer.all;
    }

    private void Add(ReadOnlySpan<char> text, bool keepsLines)
    {
        while (!text.IsEmpty)
        {
            int word = text.IndexOfAny(Blanks);
            if (word != 0)
            {
                if (blank && paragraph.Length > 0 && paragraph[^1] != '\n')
                    paragraph.Append(' ');
                blank = false;
                paragraph.Append(text[..(word < 0 ? text.Length : word)]);
                text = word < 0 ? default : text[word..];
                continue;
            }

            int end = text.IndexOfAnyExcept(Blanks);
            var blanks = text[..(end < 0 ? text.Length : end)];
            int lineEnds = keepsLines ? blanks.Count('\n') : 0;
            if (lineEnds > 1)
                EndParagraph();
            else if (lineEnds == 1)
                EndLine();
            else
                blank = true;
            text = text[blanks.Length..];
        }
    }

    // Two line ends in a row are how many pages end paragraphs.
    private void EndLine()
    {
        blank = false;
        if (paragraph.Length == 0)
            return;
        if (paragraph[^1] == '\n')
            EndParagraph();
        else
            paragraph.Append('\n');
    }

    private void EndParagraph()
    {
        blank = false;
        int length = paragraph.Length;
        while (length > 0 && paragraph[length - 1] == '\n')
            length--;
        if (length > 0)
            all.Add(paragraph.ToString(0, length));
        paragraph.Clear();
    }
}
