using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Dedupe.Formats.Tests.Same;

/// <summary>Articles as feeds, items and wires.</summary>
internal static class WrittenNews
{
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    public static string Rss(IEnumerable<Article> articles) =>
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>All</title>" +
        string.Concat(articles.Select(static article =>
            $"<item><guid>{article.Id}</guid><title>{Escaped(article.Title)}</title>" +
            $"<pubDate>{DateTimeOffset.Parse(article.Date, CultureInfo.InvariantCulture):r}</pubDate>" +
            $"<source>{Escaped(article.Source)}</source><description>A teaser.</description>" +
            $"<content:encoded><![CDATA[{Html(article)}]]></content:encoded></item>\n")) +
        "</channel></rss>";

    public static string Atom(IEnumerable<Article> articles) =>
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>All</title>" +
        string.Concat(articles.Select(static article =>
            $"<entry><id>{article.Id}</id><title>{Escaped(article.Title)}</title>" +
            $"<published>{article.Date}</published><source><title>{Escaped(article.Source)}</title></source>" +
            $"<content type='xhtml'><div xmlns='{Xhtml}'>{Html(article)}</div></content></entry>\n")) +
        "</feed>";

    public static string JsonFeed(IEnumerable<Article> articles) => JsonSerializer.Serialize(new
    {
        version = "https://jsonfeed.org/version/1.1",
        items = articles.Select(static article => new
        {
            id = article.Id,
            title = article.Title,
            content_html = Html(article),
            date_published = article.Date,
        }),
    });

    public static string Ninjs(Article article) => JsonSerializer.Serialize(new
    {
        uri = article.Id,
        headline = article.Title,
        source = article.Source,
        versioncreated = article.Date,
        body_html = Html(article),
    });

    public static string NewsMessage(IEnumerable<Article> articles) =>
        "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/><itemSet>" +
        string.Concat(articles.Select(static article =>
            $"<newsItem guid='{article.Id}' version='1'><itemMeta><provider><name>{Escaped(article.Source)}</name>" +
            $"</provider><versionCreated>{article.Date}</versionCreated></itemMeta>" +
            $"<contentMeta><headline>{Escaped(article.Title)}</headline></contentMeta>" +
            $"<contentSet><inlineXML contenttype='application/xhtml+xml'><html xmlns='{Xhtml}'><body>" +
            $"{Html(article)}</body></html></inlineXML></contentSet></newsItem>\n")) +
        "</itemSet></newsMessage>";

    public static string Nitf(Article article) =>
        $"<nitf><head><docdata><doc-id id-string='{article.Id}'/><date.issue norm='{article.Date}'/></docdata></head>" +
        $"<body><body.head><hedline><hl1>{Escaped(article.Title)}</hl1></hedline>" +
        $"<distributor>{Escaped(article.Source)}</distributor></body.head>" +
        $"<body.content>{Html(article)}</body.content></body></nitf>";

    // ANPA, whose keyword may be any word. The outlet is a short word there: an X and the number of the copy.
    public static string Wire(IEnumerable<Article> articles) => string.Concat(articles.Select(static article =>
    {
        var date = DateTimeOffset.Parse(article.Date, CultureInfo.InvariantCulture);
        return $"\u0016\u0016\u0001W0001\u001Fx\nf l\u0013\u0011 BC-{article.Id}\n\u0002^BC-{article.Id},1<\n" +
            $"^{article.Title}<\n" + string.Concat(article.Paragraphs.Select(static text => $"\t   {text}\n")) +
            $"\t   \u0003X{article.Id[^1]}-WF-{date:MM-dd-yy HHmm}GMT<\n\u0004\n";
    }));

    private static string Html(Article article) =>
        string.Concat(article.Paragraphs.Select(static text => $"<p>{Escaped(text)}</p>"));

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
