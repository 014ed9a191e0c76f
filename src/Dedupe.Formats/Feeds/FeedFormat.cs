using Dedupe.Formats.Shared.News;

namespace Dedupe.Formats.Feeds;

/// <summary>RSS 0.9 to 2.0 and Atom: a feed has many items.</summary>
internal sealed class FeedFormat : NewsXmlFormat
{
    private static readonly NewsXmlKind Feeds = new(new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["rss"] = ["item"],
        ["RDF"] = ["item"],
        ["feed"] = ["entry", "deleted-entry"],
        ["entry"] = [],
    });

    /// <inheritdoc/>
    public override string Name => "feed";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".rss", ".atom"];

    /// <inheritdoc/>
    protected override NewsXmlKind Kind => Feeds;

    // Not every RDF, feed or entry is news.
    /// <inheritdoc/>
    protected override bool IsRoot(string name, string start) => name switch
    {
        "rss" => true,
        "RDF" => start.Contains("purl.org/rss/", StringComparison.Ordinal)
            || start.Contains("my.netscape.com/rdf", StringComparison.Ordinal),
        "feed" or "entry" => start.Contains("www.w3.org/2005/Atom", StringComparison.Ordinal)
            || start.Contains("purl.org/atom/", StringComparison.Ordinal),
        _ => false,
    };

    /// <inheritdoc/>
    protected override NewsItem Read(NewsNode node, NewsXmlHead? head) =>
        node.Name == "item" ? FeedRss.Read(node, head) : FeedAtom.Read(node, head);
}
