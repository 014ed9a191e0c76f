using System.Text;
using Dedupe.Service.Feeds;
using Xunit;

namespace Dedupe.Service.Tests.Feeds;

public sealed class FeedTtlTests
{
    private const string Syndication = "xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"";

    [Theory]
    [InlineData("<rss><channel><ttl>60</ttl><item/></channel></rss>", 60)]
    [InlineData("<rss><channel><ttl> 15 </ttl></channel></rss>", 15)]
    [InlineData("<rss " + Syndication + "><channel><sy:updatePeriod>hourly</sy:updatePeriod>" +
        "<sy:updateFrequency>2</sy:updateFrequency></channel></rss>", 30)]
    [InlineData("<rss><channel><ttl>60</ttl><item></channel", 60)]
    public void Tells_how_long_a_feed_holds_good(string feed, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), FeedTtl.Of(Encoding.UTF8.GetBytes(feed)));

    [Theory]
    [InlineData("<rss><channel><item><ttl>60</ttl></item></channel></rss>")]
    [InlineData("<rss><channel><ttl>-5</ttl></channel></rss>")]
    [InlineData("<rss><channel><ttl>soon</ttl></channel></rss>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1\"}")]
    [InlineData("<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><r><ttl>&a;</ttl></r>")]
    [InlineData("")]
    public void Says_nothing_where_the_feed_does_not(string feed) =>
        Assert.Null(FeedTtl.Of(Encoding.UTF8.GetBytes(feed)));
}
