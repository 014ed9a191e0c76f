namespace Dedupe.Formats.Shared.Html;

/// <summary>
/// Headline, outlet, date and address of a page: from JSON-LD of an article, then from meta tags (Open Graph, Dublin
/// Core and those of single systems), then from the page.
/// </summary>
internal sealed class HtmlAbout
{
    private static readonly short FirstHeading = HtmlNames.NumberOf("h1");

    private readonly HtmlTree tree;
    private readonly HtmlLinkedData linked;

    /// <summary>Looks at a page.</summary>
    /// <param name="tree">The page.</param>
    public HtmlAbout(HtmlTree tree)
    {
        this.tree = tree;
        linked = HtmlLinkedData.Of(tree.Facts.Data);
        var facts = tree.Facts;
        Url = facts.FirstOf("canonical", "og:url") ?? linked.Url;
        Source = Clean(linked.Publisher) ?? Clean(facts.FirstOf("og:site_name", "dc.publisher", "publisher", "source"))
            ?? HostOf(Url);
        Date = linked.Date ?? facts.FirstOf(
            "article:published_time", "og:article:published_time", "datePublished", "parsely-pub-date",
            "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date.issued",
            "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date", "date", "cre_date", "last-modified")
            ?? facts.Time;
        Title = FindTitle();
    }

    /// <summary>The headline.</summary>
    public string? Title { get; }

    /// <summary>The outlet.</summary>
    public string? Source { get; }

    /// <summary>When it was published, as it stands there.</summary>
    public string? Date { get; }

    /// <summary>Its address.</summary>
    public string? Url { get; }

    /// <summary>The text of the article, if it stands beside the page.</summary>
    public string? Body => linked.Body;

    private string? FindTitle()
    {
        string? heading = OnlyHeading();
        string? named = Clean(tree.Facts.Title);
        // Many systems put the name of the outlet behind the title; the heading of the page is then a part of it.
        if (heading is not null && named is not null && named.Contains(heading, StringComparison.OrdinalIgnoreCase))
            return heading;
        string? title = Clean(linked.Headline) ?? Clean(tree.Facts.FirstOf("og:title", "twitter:title", "dc.title"))
            ?? named ?? heading;
        return title is null ? null : WithoutOutlet(title);
    }

    private string WithoutOutlet(string title)
    {
        if (Source is null || !title.EndsWith(Source, StringComparison.OrdinalIgnoreCase))
            return title;
        var rest = title.AsSpan(0, title.Length - Source.Length).TrimEnd();
        return rest.Length > 1 && rest[^1] is '|' or '-' or '–' or '—' or '·' or ':' or '»'
            ? rest[..^1].TrimEnd().ToString()
            : title;
    }

    private string? OnlyHeading()
    {
        int found = -1;
        var nodes = tree.Nodes;
        for (int at = 0; at < nodes.Length; at++)
        {
            if (nodes[at].Name != FirstHeading)
                continue;
            if (found >= 0)
                return null;
            found = at;
        }

        return found < 0 ? null : Clean(string.Join(' ', HtmlParagraphs.Of(tree, found, static _ => false)));
    }

    private static string? HostOf(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.Host.StartsWith("www.", StringComparison.Ordinal) ? uri.Host[4..] : uri.Host
            : null;

    private static string? Clean(string? text)
    {
        if (text is null)
            return null;
        string joined = string.Join(
            ' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return joined.Length == 0 ? null : joined;
    }
}
