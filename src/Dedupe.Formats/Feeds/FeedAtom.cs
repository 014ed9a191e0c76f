using Dedupe.Formats.Shared.News;

namespace Dedupe.Formats.Feeds;

/// <summary>Entries of Atom 1.0 and 0.3.</summary>
internal static class FeedAtom
{
    /// <summary>Reads an entry.</summary>
    public static NewsItem Read(NewsNode node, NewsXmlHead? head)
    {
        if (node.Name == "deleted-entry")
            return new NewsItem { Id = node["ref"], Status = "deleted", VersionTime = node["when"], Kind = "deleted" };
        var feed = head?.Around("feed");
        var origin = node.First("source");
        string? published = Line(node, "published") ?? Line(node, "issued") ?? Line(node, "created");
        string? updated = Line(node, "updated") ?? Line(node, "modified");
        string? link = Link(node);
        var content = node.First("content");
        var body = content is null ? [] : Text(content);
        if (body.Count == 0 && node.First("summary") is { } summary)
            body = Text(summary);
        string? headline = node.First("title") is { } title ? Headline(title) : null;
        return new NewsItem
        {
            Id = NewsDocument.Among(
                Line(node, "id")
                    ?? link
                    ?? NewsDocument.OfContent(headline, published, body), Line(feed, "id")
                    ?? (feed is null ? null : Link(feed))),
            VersionTime = updated ?? published,
            FirstTime = published ?? updated,
            Headline = headline,
            Body = body,
            Byline = node.At("author", "name")?.Line,
            Source = (origin ?? feed)?.First("title") is { } name ? Headline(name) : null,
            Rights = Line(node, "rights") ?? Line(feed, "rights"),
            Url = link,
        };
    }

    /// <summary>Paragraphs of an element that says itself what it holds.</summary>
    public static IReadOnlyList<string> Text(NewsNode node) => Kind(node) switch
    {
        "xhtml" => NewsHtml.Of(node),
        "html" => NewsHtml.Of(node.Text),
        "text" => NewsHtml.OfText(node.Text),
        _ => [],
    };

    private static string? Headline(NewsNode node)
    {
        var lines = Kind(node) == "text" ? [] : Text(node);
        return lines.Count == 0 ? node.Line : string.Join(' ', lines);
    }

    private static string Kind(NewsNode node)
    {
        // Atom 0.3 has media types, and says by a mode whether tags are escaped.
        string type = (node["type"] ?? "text").ToLowerInvariant();
        bool isEscaped = node["mode"] == "escaped";
        if (node["mode"] == "base64")
            return "other";
        return type switch
        {
            "xhtml" or "application/xhtml+xml" => isEscaped ? "html" : "xhtml",
            "html" or "text/html" => node.Nodes.Any() ? "xhtml" : "html",
            "text" or "text/plain" => "text",
            _ => type.StartsWith("text/", StringComparison.Ordinal) ? "text" : "other",
        };
    }

    private static string? Line(NewsNode? node, string name) => node?.First(name)?.Line;

    // The one for people.
    private static string? Link(NewsNode node)
    {
        var links = node.Nodes.Where(static part => part.Name == "link" && part["href"] is not null).ToList();
        return (links.Find(static link => link["rel"] is null or "alternate"
            && link["type"] is null or "text/html" or "application/xhtml+xml")
            ?? links.Find(static link => link["rel"] is null or "alternate"))?["href"];
    }
}
