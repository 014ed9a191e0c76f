using System.Text.Json;
using Dedupe.Formats.Shared.News;
using Dedupe.Sources;

namespace Dedupe.Formats.JsonFeeds;

/// <summary>JSON Feed 1 and 1.1: a feed has many items.</summary>
internal sealed class JsonFeedFormat : NewsJsonFormat
{
    /// <inheritdoc/>
    public override string Name => "json-feed";

    /// <inheritdoc/>
    protected override string[] Lists { get; } = ["items"];

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start)
    {
        if (start.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            return Recognition.No;
        // Slashes may be escaped.
        int at = start.IndexOf("jsonfeed.org"u8);
        return at > 0 && start[..at].IndexOf("\"version\""u8) >= 0 ? Recognition.Likely : Recognition.No;
    }

    /// <inheritdoc/>
    protected override NewsItem Read(JsonElement item, IReadOnlyDictionary<string, string> around)
    {
        string? feed = around.GetValueOrDefault("feed_url") ?? around.GetValueOrDefault("home_page_url");
        string? published = NewsJson.Text(item, "datepublished");
        string? modified = NewsJson.Text(item, "datemodified");
        string? url = NewsJson.Text(item, "url");
        var body = NewsHtml.Of(NewsJson.Text(item, "contenthtml"));
        if (body.Count == 0)
            body = NewsHtml.OfText(NewsJson.Text(item, "contenttext") ?? NewsJson.Text(item, "summary"));
        return new NewsItem
        {
            Id = NewsDocument.Among(NewsJson.Text(item, "id") ?? url, feed ?? around.GetValueOrDefault("title")),
            VersionTime = modified ?? published,
            FirstTime = published ?? modified,
            Headline = NewsHtml.Line(NewsJson.Text(item, "title")),
            Body = body,
            Byline = NewsJson.Text(item, "authors", "author"),
            Source = around.GetValueOrDefault("title"),
            Url = url ?? NewsJson.Text(item, "externalurl"),
        };
    }
}
