using System.Text;
using Xunit;

namespace Dedupe.Formats.Tests.News;

public sealed class FeedTests
{
    private const string Rss = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel>
            <title>Ellery Post &amp;amp; Courier</title>
            <link>https://post.example/</link>
            <item>
              <title>Ferry turns back</title>
              <link>https://post.example/ferry</link>
              <guid isPermaLink="false">4711</guid>
              <pubDate>Mon, 02 Mar 2026 06:00:00 +0100</pubDate>
              <atom:updated>2026-03-02T09:30:00+02:00</atom:updated>
              <description>What the front page says.</description>
              <content:encoded><![CDATA[<p>The ferry <b>turned</b> back.</p>
                <p>Its pilot saw </item> smoke &amp; fire.</p>]]></content:encoded>
            </item>
            <item>
              <title>Rates &lt;i&gt;rise&lt;/i&gt;</title>
              <guid>https://post.example/rates</guid>
              <dc:date>2026-03-03</dc:date>
              <description>The bank raised rates.&lt;br/&gt;It was the third time.</description>
            </item>
            <item><title>Nothing but a headline stands here</title></item>
          </channel>
        </rss>
        """;

    [Theory]
    [InlineData("feed.rss")]
    [InlineData("feed.xml")]
    [InlineData("feed")]
    public async Task Items_of_RSS_are_documents(string name)
    {
        var read = await NewsRead.Of(name, Rss);
        Assert.Empty(read.Rejections);
        var (ferry, rates, bare) = (read.Items[0], read.Items[1], read.Items[2]);
        Assert.Equal(
            ("https://post.example/#4711", "2026-03-02T07:30:00Z", "https://post.example/ferry",
                "Ellery Post & Courier"),
            (ferry.Id, ferry.Version, ferry.Url, ferry.Source));
        Assert.Equal("The ferry turned back.\n\nIts pilot saw smoke & fire.", ferry.Text);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 5, 0, 0, TimeSpan.Zero), ferry.Date!.Value.ToUniversalTime());
        Assert.Equal(("https://post.example/rates", "Rates rise"), (rates.Id, rates.Title));
        Assert.StartsWith("The bank raised rates.", rates.Text, StringComparison.Ordinal);
        Assert.Equal("https://post.example/rates", rates.Url);
        Assert.Equal(bare.Title, bare.Text);
        Assert.Equal([1L, 2L, 3L], read.Items.Select(static item => item.Number));
    }

    [Fact]
    public async Task An_item_without_an_id_has_one_of_its_content_wherever_it_stands()
    {
        string item = "<item><title>Nothing but a headline stands here</title></item>";
        var moved = await NewsRead.Of("a.rss", Rss.Replace(item, "", StringComparison.Ordinal)
            .Replace("<item>\n      <title>Ferry", $"{item}<item><title>Ferry", StringComparison.Ordinal));
        var before = await NewsRead.Of("a.rss", Rss);
        Assert.Equal(before.Items[2].Id, moved.Items[0].Id);
    }

    [Fact]
    public async Task RSS_1_and_Atom_are_read_and_what_is_withdrawn_is_told()
    {
        var rdf = (await NewsRead.Of("a.xml", """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://a.example/"><title>A</title><items><rdf:Seq/></items></channel>
            <item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link>
              <description>The text of one.</description><dc:date>2026-01-02T03:04:05Z</dc:date></item>
            </rdf:RDF>
            """)).Only;
        Assert.Equal(("https://a.example/1", "The text of one.", "A"), (rdf.Id, rdf.Text, rdf.Source));

        var atom = await NewsRead.Of("a.xml", """
            <a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
            <a:title type="html">The &lt;b&gt;Echo&lt;/b&gt;</a:title><a:id>tag:echo</a:id>
            <at:deleted-entry ref="tag:echo:0" when="2026-01-01T00:00:00Z"/>
            <a:entry><a:id>tag:echo:1</a:id><a:title>One</a:title><a:updated>2026-01-02T00:00:00Z</a:updated>
              <a:published>2026-01-01T00:00:00Z</a:published><a:link rel="self" href="https://e/self"/>
              <a:link href="https://e/1"/>
              <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>First.</p>
                <p>Second &amp; last.</p></div></a:content>
            </a:entry>
            <a:entry><a:id>2</a:id><a:title>Two</a:title><a:summary>A summary alone.</a:summary></a:entry>
            </a:feed>
            """);
        Assert.Equal(["tag:echo:1", "tag:echo#2"], atom.Items.Select(static item => item.Id));
        Assert.Equal(
            ("First.\n\nSecond & last.", "The Echo", "2026-01-02T00:00:00Z", "https://e/1"),
            (atom.Items[0].Text, atom.Items[0].Source, atom.Items[0].Version, atom.Items[0].Url));
        Assert.Equal(1, atom.Items[0].Date!.Value.Day);
        var gone = Assert.Single(atom.Rejections);
        Assert.Equal((RejectionReason.Empty, 1L), (gone.Reason, gone.Origin.Line));
        Assert.Contains("deleted", gone.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<b:x/>", RejectionReason.Corrupt, "undeclared prefix")]
    [InlineData("<p>never closed", RejectionReason.Corrupt, "")]
    [InlineData("<a></b></a>", RejectionReason.Corrupt, "")]
    [InlineData("\u0001", null, "")]
    [InlineData("<e>Fish & chips &nbsp;</e>", null, "")]
    [InlineData("%DEEP%", RejectionReason.Corrupt, "deep")]
    public async Task A_fault_costs_its_item_alone(string fault, RejectionReason? reason, string detail)
    {
        fault = fault.Replace("%DEEP%", string.Concat(Enumerable.Repeat("<a>", 200_000))
            + string.Concat(Enumerable.Repeat("</a>", 200_000)), StringComparison.Ordinal);
        var read = await NewsRead.Of(
            "a.rss",
            Rss.Replace("<title>Rates", $"{fault}<title>Rates", StringComparison.Ordinal));
        Assert.Equal(reason is null ? 3 : 2, read.Items.Count);
        if (reason is null)
        {
            Assert.Empty(read.Rejections);
            return;
        }

        var told = Assert.Single(read.Rejections);
        Assert.Equal((reason, 2L), (told.Reason, told.Origin.Line));
        Assert.Contains(detail, told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_has_no_end_costs_no_other()
    {
        int second = Rss.IndexOf("</item>\n    <item><title>Nothing", StringComparison.Ordinal);
        var read = await NewsRead.Of("a.rss", Rss.Remove(second, "</item>".Length));
        Assert.Equal(2, read.Items.Count);
        Assert.Equal((RejectionReason.Corrupt, 2L), (read.Rejections[0].Reason, read.Rejections[0].Origin.Line));
    }

    [Fact]
    public async Task A_cut_feed_gives_what_is_whole_and_tells_of_the_rest()
    {
        for (int cut = 0; cut < Rss.Length; cut += 7)
        {
            var read = await NewsRead.Of("a.rss", Rss[..cut]);
            int whole = Rss[..cut].Split("</item>").Length - 1 - (Rss[..cut].Contains("saw </item>") ? 1 : 0);
            Assert.Equal(whole, read.Items.Count);
            bool isWithin = Rss[..cut].Split("<item>").Length - 1 > whole;
            Assert.Equal(isWithin, read.Rejections.Any(static told => told.Reason == RejectionReason.Truncated));
        }
    }

    [Theory]
    [InlineData(
        "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><title>&b; c d e " +
        "f</title></item></channel></rss>", RejectionReason.Unsupported, "document type")]
    [InlineData(
        "<rss><channel><!DOCTYPE x><item><title>a b c d e</title></item></channel></rss>", RejectionReason.Unsupported,
        "document type")]
    [InlineData("<opml><body>no feed at all</body></opml>", RejectionReason.Unsupported, "<opml>")]
    [InlineData("no XML at all", RejectionReason.Corrupt, "no XML")]
    public async Task What_is_no_feed_or_has_a_document_type_is_refused_by_name(
        string content, RejectionReason reason, string detail)
    {
        foreach (string name in (string[])["a.rss", "a.xml"])
        {
            var read = await NewsRead.Of(name, content);
            Assert.Empty(read.Items);
            var told = Assert.Single(read.Rejections);
            Assert.Equal((reason, 0L), (told.Reason, told.Origin.Line));
            Assert.Contains(detail, told.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Encodings_are_those_that_the_file_says_and_marks_show()
    {
        string latin = "<?xml version='1.0' " +
            "encoding='iso-8859-1'?><rss><channel><title>Zürich</title><item><guid>u:1</guid><title>Café " +
            "crème</title><description>Ein Müller aß dort heute früh.</description></item></channel></rss>";
        var read = (await NewsRead.Of("a.rss", Encoding.Latin1.GetBytes(latin))).Only;
        Assert.Equal(("Café crème", "Zürich", 28591), (read.Title, read.Source, read.CodePage));

        foreach (var wide in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            string text = latin.Replace("iso-8859-1", "utf-16", StringComparison.Ordinal);
            foreach (byte[] bytes in (byte[][])[[.. wide.GetPreamble(), .. wide.GetBytes(text)], wide.GetBytes(text)])
            {
                read = (await NewsRead.Of("a.xml", bytes)).Only;
                Assert.Equal(("Café crème", "Zürich"), (read.Title, read.Source));
            }
        }
    }

    [Fact]
    public async Task However_the_bytes_come_the_items_are_the_same()
    {
        string expected = string.Join('\n', (await NewsRead.Of("a.rss", Rss)).Items);
        foreach (int batch in (int[])[1, 2, 3, 5, 64, 200])
        {
            var read = await NewsRead.Of("a.rss", Rss, NewsRead.Options with { BatchBytes = batch });
            Assert.Equal(expected, string.Join('\n', read.Items));
        }
    }

    [Theory]
    [InlineData("<description>&</description>")]
    [InlineData("<description><![CDATA[&]]></description>")]
    [InlineData("<!-- & --><description>words</description>")]
    public async Task An_item_that_is_too_large_costs_itself_however_the_bytes_come(string content)
    {
        string large = content.Replace("&", new string('x', 5000), StringComparison.Ordinal);
        string feed = "<rss><channel><title>T</title>" + string.Concat(Enumerable.Range(1, 40).Select(number =>
            $"<item><guid>a:{number}</guid>{(number == 20 ? large : "<title>Some words</title>")}</item>")) +
            "</channel></rss>";
        foreach (int batch in (int[])[7, 100, 1 << 20])
        {
            var read = await NewsRead.Of(
                "a.rss", feed, NewsRead.Options with { MaxDocumentBytes = 1000, BatchBytes = batch });
            Assert.Equal(Enumerable.Range(1, 40).Except([20]).Select(number => $"a:{number}"),
                read.Items.Select(item => item.Id));
            var told = Assert.Single(read.Rejections);
            Assert.Equal((RejectionReason.Oversized, 20L), (told.Reason, told.Origin.Line));
        }
    }

    [Fact]
    public async Task What_is_too_large_is_told_once()
    {
        var read = await NewsRead.Of("a.rss", Rss, NewsRead.Options with { MaxDocumentBytes = 300, BatchBytes = 64 });
        Assert.Equal(RejectionReason.Oversized, Assert.Single(read.Rejections).Reason);
    }
}
