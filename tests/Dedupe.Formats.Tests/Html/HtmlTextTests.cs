using System.Text;
using Dedupe.Formats.Shared.Html;
using Xunit;

namespace Dedupe.Formats.Tests.Html;

public sealed class HtmlTextTests
{
    private const string First =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    private const string Second =
        "Nobody was hurt, the harbour master said, and all 84 passengers were brought ashore before noon by two " +
        "fishing boats.";

    private const string Page =
        $$"""
        <!DOCTYPE html>
        <html class="has-sidebar"><head>
        <meta property="og:site_name" content="Ellery Post">
        <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],
          "headline":"Ferry turns back &amp; waits","datePublished":"2025-03-01T06:00:00Z",
          "publisher":{"@type":"Organization","name":"The Ellery Post"} } ] }</script>
        <title>Ferry turns back &amp; waits | The Ellery Post</title>
        <style>p { color: red }</style></head>
        <body><nav><ul><li><a href="/">Home</a><li><a href="/news">News of the day</a></ul></nav>
        <div id="cookie-consent"><p>We and our many partners use cookies to measure who reads what, to show you
          advertising that you may like, and to make our pages better. You may say no to it at any time.</p></div>
        <main><article><h1>Ferry turns back &amp; waits</h1>
        <div class="share-buttons"><a href="#">Share</a> <a href="#">Mail</a></div>
        <p>{{First}}<p>Nobody was <b>hurt</b>, the <a href="/x">harbour&nbsp;master</a> said, and all 84
          passengers were brought ashore before noon by two fishing boats.
        <p>Read more: <a href="/y">Storm damages three boats in the harbour</a></p>
        <script>document.write("<p>no text</p>")</script><p style="display: none">hidden</p>
        </article></main>
        <aside><h2>Most read</h2><p>The council wants to build a new bridge over the river, which is to cost more than
        anybody had thought, and which nobody seems to want but the mayor and his friends.</p></aside>
        <footer><p>Copyright Ellery Post</p></footer></body></html>
        """;

    [Fact]
    public void The_article_of_a_page_and_what_is_said_about_it()
    {
        var page = HtmlText.Page(Page.AsMemory(), main: true);

        Assert.Equal([First, Second], page.Paragraphs);
        Assert.Equal("Ferry turns back & waits", page.Title);
        Assert.Equal("The Ellery Post", page.Source);
        Assert.Equal("2025-03-01T06:00:00Z", page.Date);
    }

    [Fact]
    public void All_is_what_a_reader_sees()
    {
        var all = HtmlText.Page(Page.AsMemory(), main: false).Paragraphs;

        Assert.Contains("News of the day", all);
        Assert.Contains(First, all);
        Assert.Contains("Copyright Ellery Post", all);
        Assert.DoesNotContain(all, static paragraph => paragraph.Contains("no text", StringComparison.Ordinal)
            || paragraph.Contains("hidden", StringComparison.Ordinal)
            || paragraph.Contains("color", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("one<br>two<br><br>three", "one\ntwo|three")]
    [InlineData("<p>a &lt;b&gt; &amp;amp; &eacute;&#x20AC;</p>", "a <b> &amp; é€")]
    [InlineData("<ul><li>one<li>two</ul>three", "one|two|three")]
    [InlineData("<table><tr><td>a<td>b<tr><td>c</table>", "a b|c")]
    [InlineData("<pre>one\n two\n\nthree</pre>", "one\ntwo|three")]
    [InlineData("<b>un<i>closed</b></i> and </p></div>on", "unclosed and on")]
    [InlineData("a<!-- <p>no --> b<![CDATA[x]]>", "a b")]
    [InlineData("one <script>if (a < b) alert('</p>')</script> two", "one two")]
    [InlineData("<textarea><p>x</textarea>y", "y")]
    [InlineData("price < 5 and > 3", "price < 5 and > 3")]
    [InlineData("<p>cut off in a <a href='", "cut off in a")]
    [InlineData("<x-card><p>of one's own</p></x-card>", "of one's own")]
    public void Pieces_become_paragraphs(string html, string expected) =>
        Assert.Equal(expected.Split('|'), HtmlText.Of(html));

    public static TheoryData<string> DeepPages => new()
    {
        "<div>", "<b>", "<p><b>", "<table><tr><td>", "<ul><li>", "<a href=x><div>", "<svg>x</svg><font size=1>",
        "<object>x</object><i>", "<dl><dd>",
    };

    // A walk that calls itself ends the process here; work that grows with the square of the depth takes minutes.
    [Theory]
    [MemberData(nameof(DeepPages))]
    public void Depth_costs_nothing(string opened)
    {
        const int Depth = 200_000;
        var html = new StringBuilder();
        for (int at = 0; at < Depth; at++)
            html.Append(opened);
        html.Append(First);
        for (int at = 0; at < Depth; at++)
            html.Append("</div></b></i>");

        var page = HtmlText.Page(html.ToString().AsMemory(), main: true);

        Assert.Contains(page.Paragraphs, static paragraph => paragraph.Contains(First, StringComparison.Ordinal));
    }

    [Fact]
    public void A_tag_of_a_million_attributes_and_a_page_of_half_tags_are_read()
    {
        var html = new StringBuilder("<p ");
        for (int at = 0; at < 300_000; at++)
            html.Append('a').Append(at).Append("=1 class=x").Append(at).Append(' ');
        html.Append('>').Append(First);
        html.Insert(html.Length, "<", 300_000).Insert(html.Length, "&", 300_000);

        Assert.StartsWith(First, HtmlText.Of(html.ToString())[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<title>Storm | Post</title><h1>Post</h1><h1>Storm</h1>", "Storm | Post")]
    [InlineData("<title>Storm comes - Post</title><h1>Storm comes</h1>", "Storm comes")]
    [InlineData("<meta property=og:title content='Storm &amp; rain'><meta property=og:site_name content=Post>",
        "Storm & rain")]
    [InlineData("<title>Storm - Post</title><meta property=og:site_name content=Post>", "Storm")]
    [InlineData(
        "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":</script><h1>Storm</h1>", "Storm")]
    [InlineData(
        "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"\\ud800\"}</script><h1>Storm</h1>",
        "Storm")]
    [InlineData("<p>nothing</p>", null)]
    public void The_title_is_found(string html, string? title) =>
        Assert.Equal(title, HtmlText.Page(html.AsMemory(), main: true).Title);

    [Fact]
    public void An_article_that_only_scripts_show_is_read_from_its_data()
    {
        string html =
            $$"""
            <script type="application/ld+json">{"@type":"NewsArticle","articleBody":"{{First}}\n\n{{Second}}"}</script>
            <body><p>Please wait.</p></body>
            """;

        Assert.Equal([$"{First} {Second}"], HtmlText.Page(html.AsMemory(), main: true).Paragraphs);
    }

    [Fact]
    public void An_element_of_xhtml_may_be_closed_in_its_tag() =>
        Assert.Equal(
            ["one", "two"],
            HtmlText.Page(
                "<html><title/><script src='x'/><p>one</p><p/>two</html>".AsMemory(), main: false, isXml: true)
                .Paragraphs);
}
