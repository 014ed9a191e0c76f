using Dedupe.Formats.Shared.News;

namespace Dedupe.Formats.Feeds;

/// <summary>
/// Items of RSS, of whatever version: names alone tell what is what, since feeds mix modules and forget namespaces.
/// </summary>
internal static class FeedRss
{
    private const string Content = "http://purl.org/rss/1.0/modules/content/";

    /// <summary>Reads an item.</summary>
    public static NewsItem Read(NewsNode node, NewsXmlHead? head)
    {
        var channel = head?.Around("channel");
        var guid = node.First("guid");
        string? link = Link(node);
        var body = Body(node);
        string? headline = NewsHtml.Line(Own(node, "title")?.Text ?? node.First("title")?.Text);
        string? id = guid?.Line ?? node["about"] ?? link ?? node.First("identifier", NewsSpaces.DublinCore)?.Line;
        string? published = Line(node, "pubDate") ?? Term(node, "date", NewsSpaces.DublinCore)
            ?? Term(node, "issued", NewsSpaces.DublinTerms) ?? Term(node, "created", NewsSpaces.DublinTerms)
            ?? Term(node, "published", NewsSpaces.Atom);
        string? updated = Term(node, "updated", NewsSpaces.Atom) ?? Term(node, "modified", NewsSpaces.DublinTerms);
        bool isAddress = guid is not null && guid["isPermaLink"] != "false"
            && id!.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        return new NewsItem
        {
            Id = NewsDocument.Among(
                id ?? NewsDocument.OfContent(headline, published, body),
                channel is null ? null : Link(channel) ?? channel["about"] ?? Line(channel, "title")),
            VersionTime = updated ?? published,
            FirstTime = published ?? updated,
            Headline = headline,
            Body = body,
            Byline = Line(node, "author") ?? Term(node, "creator", NewsSpaces.DublinCore),
            Source = Own(node, "source")?.Line ?? Term(node, "publisher", NewsSpaces.DublinCore)
                ?? NewsHtml.Line(channel is null ? null : Own(channel, "title")?.Text),
            Rights = Term(node, "rights", NewsSpaces.DublinCore)
                ?? (channel is null ? null : Line(channel, "copyright")),
            Url = link ?? (isAddress ? id : null),
        };
    }

    // The whole text where it is there, else what the feed says of it.
    private static IReadOnlyList<string> Body(NewsNode node)
    {
        if (node.First("encoded", Content) is { } encoded && NewsHtml.Of(encoded.Text) is { Count: > 0 } whole)
            return whole;
        if (node.First("body") is { } xhtml
            && (xhtml.Nodes.Any() ? NewsHtml.Of(xhtml) : NewsHtml.Of(xhtml.Text)) is { Count: > 0 } body)
            return body;
        if (node.First("content", NewsSpaces.Atom) is { } content && FeedAtom.Text(content) is { Count: > 0 } text)
            return text;
        if (Own(node, "description") is { } description)
            return description.Nodes.Any() ? NewsHtml.Of(description) : NewsHtml.Of(description.Text);
        return NewsHtml.Of(Term(node, "description", NewsSpaces.DublinCore) ?? Line(node, "summary"));
    }

    // media:title and itunes:summary are other things.
    private static NewsNode? Own(NewsNode node, string name) => node.Nodes.FirstOrDefault(part =>
        part.Name == name && (part.Space == node.Space || part.Space.Length == 0));

    private static string? Line(NewsNode node, string name) => Own(node, name)?.Line;

    private static string? Term(NewsNode node, string name, string space) => node.First(name, space)?.Line;

    private static string? Link(NewsNode node) =>
        node.Nodes.Where(part => part.Name == "link" && part.Space == node.Space).Select(static part => part.Line)
            .FirstOrDefault(static line => line is not null)
        ?? node.First("link", NewsSpaces.Atom)?["href"];
}
