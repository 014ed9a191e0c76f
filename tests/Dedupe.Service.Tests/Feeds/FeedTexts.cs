using System.Globalization;
using System.Text;

namespace Dedupe.Service.Tests.Feeds;

/// <summary>Feeds for tests.</summary>
internal static class FeedTexts
{
    public static string Rss(int items, string channel = "", string end = "</channel></rss>")
    {
        var text = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Corvane Wire</title>")
            .Append(channel);
        for (int item = 1; item <= items; item++)
            text.Append(CultureInfo.InvariantCulture, $"<item><guid>tag:corvane,2026:{item}</guid>")
                .Append(CultureInfo.InvariantCulture, $"<title>Story {item}</title>")
                .Append(CultureInfo.InvariantCulture, $"<description>The council met for hour {item}.</description>")
                .Append("</item>");
        return text.Append(end).ToString();
    }

    public const string Atom =
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>Corvane Wire</title><id>tag:corvane,2026:feed</id>
        <entry><id>tag:corvane,2026:a</id><title>One</title><updated>2026-03-01T10:00:00Z</updated>
        <content>The harbour stayed closed on Friday.</content></entry></feed>
        """;

    public const string JsonFeed =
        """
        {"version":"https://jsonfeed.org/version/1.1","title":"Corvane Wire","items":[
        {"id":"tag:corvane,2026:j","title":"One","content_text":"The harbour stayed closed on Friday."}]}
        """;
}
