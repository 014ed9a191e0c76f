using Dedupe.Service.Feeds;
using Xunit;

namespace Dedupe.Service.Tests.Feeds;

public sealed class FeedListTests
{
    [Fact]
    public void An_address_a_line() => Assert.Equal(
        ["https://a.test/rss", "https://b.test/"],
        FeedList.Read("# wires\r\nhttps://a.test/rss\r\n\r\n  https://b.test/ \nhttps://a.test/rss\n"));

    [Fact]
    public void Opml_of_feed_readers() => Assert.Equal(
        ["https://a.test/rss", "https://b.test/"],
        FeedList.Read(
            """
            <?xml version="1.0"?><opml version="2.0"><body><outline text="Wires">
            <outline type="rss" text="A" xmlUrl="https://a.test/rss"/><outline xmlUrl=" https://b.test/ "/>
            </outline></body></opml>
            """));

    [Fact]
    public void Broken_opml_is_told() =>
        Assert.Throws<InvalidDataException>(() => FeedList.Read("<opml><body><outline"));
}
