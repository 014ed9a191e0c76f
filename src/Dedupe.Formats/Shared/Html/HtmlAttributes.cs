using System.Buffers;
using System.Collections.Frozen;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Dedupe.Formats.Shared.Html;

/// <summary>
/// What the attributes of an element say about its place on the page. The words are those that editors' systems use in
/// classes and ids; they are looked for inside longer words too.
/// </summary>
internal static class HtmlAttributes
{
    // Attributes of one element that are looked at.
    private const int Most = 32;

    private static readonly SearchValues<string> BesideWords = Words(
        "advert", "banner", "breadcrumb", "byline-social", "caption", "comment", "consent", "cookie", "copyright",
        "disqus", "donat", "footer", "gdpr", "infobox", "login", "masthead", "menu", "modal", "more-from", "more-on",
        "most-read", "most-viewed", "navbar", "navigation", "newsletter", "pagination", "paywall", "popup", "popular",
        "promo", "recirc", "recommend", "related", "sharing", "share-", "-share", "sharebar", "shoutbox", "sidebar",
        "signup", "sign-up", "skip-", "social", "sponsor", "subscri", "teaser", "toolbar", "trending", "widget",
        "author-bio", "tags", "taglist", "hidden-print", "print-only", "screen-reader", "sr-only", "visually-hidden");

    private static readonly SearchValues<string> ArticleWords = Words(
        "article-body", "articlebody", "article__body", "article-content", "articlecontent", "article-text",
        "articletext", "article_body", "article_text", "article_content", "entry-content", "entry-text", "post-body",
        "post-content", "postcontent", "post_content", "post-text", "story-body", "storybody", "story-content",
        "story_body", "story-text", "storytext", "story__body", "main-content", "maincontent", "body-content",
        "content-body", "mw-content-text", "news-text", "newstext", "body-copy", "bodycopy", "rich-text", "richtext");

    private static readonly SearchValues<string> Roles = Words(
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar",
        "toolbar", "button");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = new[]
    {
        "class", "id", "itemprop", "role", "hidden", "aria-hidden", "style", "content", "property", "name", "rel",
        "href", "type", "datetime",
    }.ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether an attribute is one that is looked at; others are passed over.</summary>
    public static bool Matter(ref StructHtmlToken token, ReadOnlyMemory<char> name) =>
        token.Attributes.Count < Most && Names.Contains(name.Span);

    /// <summary>What the attributes of an element say.</summary>
    public static HtmlHints Hints(ref StructHtmlToken token, HtmlKind kind)
    {
        var hints = HtmlHints.None;
        var attributes = token.Attributes;
        for (int at = attributes.Count - 1; at >= 0; at--)
        {
            var attribute = attributes[at];
            hints |= Hint(attribute.Name.Memory.Span, attribute.Value.Memory.Span);
        }

        // Classes of the whole page speak of what else is on it.
        bool isLarge = (kind & (HtmlKind.Frame | HtmlKind.Article | HtmlKind.Heading)) != HtmlKind.Inline;
        if (isLarge || (hints & (HtmlHints.Article | HtmlHints.Body)) != HtmlHints.None)
            hints &= ~HtmlHints.Beside;
        return hints;
    }

    private static HtmlHints Hint(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (name)
        {
            case "class" or "id":
                return (value.ContainsAny(BesideWords) ? HtmlHints.Beside : HtmlHints.None)
                    | (value.ContainsAny(ArticleWords) ? HtmlHints.Article : HtmlHints.None);
            case "itemprop":
                return value.Contains("articleBody", StringComparison.OrdinalIgnoreCase)
                    ? HtmlHints.Body
                    : HtmlHints.None;
            case "role":
                return value.ContainsAny(Roles) ? HtmlHints.Beside : HtmlHints.None;
            case "hidden":
                return HtmlHints.Hidden;
            case "aria-hidden":
                return value.Equals("true", StringComparison.OrdinalIgnoreCase) ? HtmlHints.Beside : HtmlHints.None;
            case "style":
                return IsHidden(value) ? HtmlHints.Hidden : HtmlHints.None;
            default:
                return HtmlHints.None;
        }
    }

    private static bool IsHidden(ReadOnlySpan<char> style)
    {
        int at = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return false;
        var rest = style[(at + "display".Length)..].TrimStart();
        return rest.StartsWith(':') && rest[1..].TrimStart().StartsWith("none", StringComparison.OrdinalIgnoreCase);
    }

    private static SearchValues<string> Words(params string[] words) =>
        SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}
