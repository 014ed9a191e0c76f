namespace Dedupe.Formats.Shared.News;

/// <summary>What stands in NITF, as a file or within NewsML-G2.</summary>
internal static class NitfItem
{
    /// <summary>Reads an item.</summary>
    /// <param name="node">The root.</param>
    public static NewsItem Read(NewsNode node)
    {
        var facts = node.At("head", "docdata");
        var publication = node.At("head", "pubdata");
        var above = node.At("body", "body.head");
        var id = facts?.First("doc-id");
        var key = facts?.First("du-key");
        string? sender = id?["regsrc"];
        string? issued = facts?.First("date.issue")?["norm"];
        return new NewsItem
        {
            Id = NewsDocument.Among(key?["key"] ?? id?["id-string"] ?? facts?.First("key-list")?["key"], sender),
            Version = key?["version"],
            FirstTime = issued ?? facts?.First("date.release")?["norm"] ?? publication?["date.publication"],
            Status = facts?.First("correction") is not null ? "correction" : facts?["management-status"],
            Headline = above?.At("hedline", "hl1")?.Line ?? node.At("head", "title")?.Line,
            Body = node.At("body", "body.content") is { } content ? Paragraphs(content) : [],
            Byline = above?.First("byline")?.Line,
            Dateline = above?.First("dateline")?.Line,
            Source = above?.First("distributor")?.Line ?? publication?["name"] ?? sender
                ?? facts?.First("doc.copyright")?["holder"],
            Rights = above?.First("rights")?.Line ?? facts?.First("doc.copyright")?["holder"],
            Embargo = facts?["management-status"] == "embargoed" ? facts.First("date.release")?["norm"] : null,
            Note = facts?.First("ed-msg")?["info"] ?? above?.First("note")?.Line,
            Url = publication?["ex-ref"],
        };
    }

    /// <summary>The text; captions, credits of pictures and tables of figures are none.</summary>
    public static IReadOnlyList<string> Paragraphs(NewsNode content) => NewsHtml.Of(content, static name => name switch
    {
        "hl1" or "hl2" => "h2",
        "block" or "bq" or "body.content" => "div",
        "media" or "media-caption" or "nitf-table" or "nitf-col" or "note" => null,
        _ => name,
    });
}
