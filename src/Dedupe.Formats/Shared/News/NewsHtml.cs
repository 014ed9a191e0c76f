using System.Text;
using Dedupe.Formats.Shared.Html;

namespace Dedupe.Formats.Shared.News;

/// <summary>Paragraphs of what items hold: HTML, XHTML, the markup of agencies, plain text.</summary>
internal static class NewsHtml
{
    /// <summary>Paragraphs of HTML; text without tags is read as such.</summary>
    public static IReadOnlyList<string> Of(string? html) =>
        string.IsNullOrWhiteSpace(html) ? [] : HtmlText.Of(html);

    /// <summary>
    /// A headline that may have tags and names of characters in it, as one line; null when it is empty.
    /// </summary>
    public static string? Line(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        bool isMarked = text.AsSpan().ContainsAny('<', '&');
        return isMarked && string.Join(' ', HtmlText.Of(text)) is { Length: > 0 } line ? line : text.Trim();
    }

    /// <summary>Paragraphs of what stands in an element, by the rules of HTML.</summary>
    /// <param name="node">The element.</param>
    /// <param name="rename">The name in HTML of an element; null leaves it out with all in it.</param>
    public static IReadOnlyList<string> Of(NewsNode node, Func<string, string?> rename)
    {
        var html = new StringBuilder();
        Write(node, rename, html);
        return Of(html.ToString());
    }

    /// <summary>Paragraphs of what stands in an element of XHTML.</summary>
    public static IReadOnlyList<string> Of(NewsNode node) => Of(node, static name => name);

    /// <summary>Paragraphs of plain text: what stands between blank lines; without any, each line.</summary>
    public static IReadOnlyList<string> OfText(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        string plain = text.ReplaceLineEndings("\n");
        return plain.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    // No deeper than an item may be.
    private static void Write(NewsNode node, Func<string, string?> rename, StringBuilder html)
    {
        foreach (object part in node.Content)
        {
            if (part is string text)
                html.Append(text.Replace("&", "&amp;", StringComparison.Ordinal)
                    .Replace("<", "&lt;", StringComparison.Ordinal));
            else if (part is NewsNode child && rename(child.Name) is { } name)
                Write(child, name, rename, html);
        }
    }

    private static void Write(NewsNode node, string name, Func<string, string?> rename, StringBuilder html)
    {
        html.Append('<').Append(name).Append('>');
        Write(node, rename, html);
        if (name is not ("br" or "hr" or "img"))
            html.Append("</").Append(name).Append('>');
    }
}
