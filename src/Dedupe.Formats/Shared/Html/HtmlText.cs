namespace Dedupe.Formats.Shared.Html;

/// <summary>
/// Text of HTML. Time and memory grow with the length alone, however deep elements stand in each other. Safe for
/// threads.
/// </summary>
internal static class HtmlText
{
    // An article with less prose than this may be no article: then all that stands on the page is taken.
    private const int LeastArticle = 150;

    /// <summary>The text of a piece of HTML, such as the body of an item, by paragraphs.</summary>
    /// <param name="html">The HTML; text without tags is read as such.</param>
    public static IReadOnlyList<string> Of(string html) => Of(html.AsMemory());

    /// <inheritdoc cref="Of(string)"/>
    public static IReadOnlyList<string> Of(ReadOnlyMemory<char> html) =>
        HtmlParagraphs.Of(HtmlReader.Read(html), 0, static _ => false);

    /// <summary>Reads a page: its text, and what it says about itself.</summary>
    /// <param name="html">The page.</param>
    /// <param name="main">Whether only the article on it is wanted.</param>
    /// <param name="isXml">Whether it is XHTML.</param>
    public static ParsedText Page(ReadOnlyMemory<char> html, bool main, bool isXml = false)
    {
        var tree = HtmlReader.Read(html, isXml);
        var about = new HtmlAbout(tree);
        var paragraphs = main ? Article(tree, about) : HtmlParagraphs.Of(tree, 0, static _ => false);
        return new ParsedText(paragraphs, about.Title, about.Source, about.Date, about.Url);
    }

    /// <summary>Whether a page says that it is XHTML.</summary>
    public static bool IsXml(string page) => page.AsSpan().TrimStart().StartsWith("<?xml", StringComparison.Ordinal);

    private static List<string> Article(HtmlTree tree, HtmlAbout about)
    {
        var main = new HtmlMainText(tree);
        var paragraphs = main.Found >= LeastArticle
            ? HtmlParagraphs.Of(tree, main.Root, main.Drops)
            : HtmlParagraphs.Of(tree, 0, main.IsBeside);
        if (paragraphs.Count == 0)
            paragraphs = HtmlParagraphs.Of(tree, 0, static _ => false);
        // Some pages are made of data by their scripts: what a reader sees stands there alone.
        if (about.Body is { } body
            && body.Length > LeastArticle
            && body.Length > 2 * paragraphs.Sum(static p => p.Length))
            paragraphs = [.. Of(body)];
        // The headline is no part of the text where it is known by itself.
        string? title = about.Title;
        if (title is not null
            && paragraphs.Count > 1
            && paragraphs[0].Equals(title, StringComparison.OrdinalIgnoreCase))
            paragraphs.RemoveAt(0);
        return paragraphs;
    }
}
