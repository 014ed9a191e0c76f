using Xunit;

namespace Dedupe.Formats.Tests.News;

public sealed class NewsJsonTests
{
    private const string Ninjs1 = """
        {"uri":"tag:wire:ferry","type":"text","version":"3","versioncreated":"2026-03-02T08:00:00Z",
         "firstcreated":"2026-03-02T06:00:00Z","pubstatus":"canceled","headline":"Ferry turns back","byline":"Jane Doe",
         "copyrightholder":"Ellery Wire","body_text":"Plain.",
         "body_html":"<p>The ferry turned back.</p><p>Smoke &amp; fire.</p>"}
        """;

    private const string Ninjs2 = """
        {"standard":{"name":"ninjs","version":"2.1"},"uri":"tag:wire:ferry","type":"text","version":"3",
         "versioncreated":"2026-03-02T08:00:00Z","firstcreated":"2026-03-02T06:00:00Z","pubstatus":"canceled",
         "headlines":[{"role":"short","value":"Ferry"},{"role":"main","value":"Ferry turns back"}],
         "infosources":[{"name":"Ellery Wire"}],
         "bodies":[{"contenttype":"text/plain","value":"Plain."},
           {"contenttype":"text/html","value":"<p>The ferry turned back.</p><p>Smoke &amp; fire.</p>"}]}
        """;

    private const string Ninjs3 = """
        {"standard":{"name":"ninjs","version":"3.0"},"uri":"tag:wire:ferry","type":"text","version":3,
         "versionCreated":"2026-03-02T08:00:00Z","firstCreated":"2026-03-02T06:00:00Z","pubStatus":"canceled",
         "headlines":[{"value":"Ferry turns back"}],"infoSources":[{"name":"Ellery Wire"}],
         "bodies":[{"contentType":"text/html","value":"<p>The ferry turned back.</p><p>Smoke &amp; fire.</p>"}]}
        """;

    private const string Feed = """
        {"version":"https:\/\/jsonfeed.org\/version\/1.1","items":[
          {"id":1,"url":"https://e/1","title":"One","content_html":"<p>First.</p><p>Second.</p>",
           "date_published":"2026-01-01T00:00:00Z","date_modified":"2026-01-02T00:00:00Z"},
          {"id":"https://e/2","content_text":"Only text here."},
          {"id":"3"}, 4, {"title":"No id at all here"}],
         "title":"The Echo","home_page_url":"https://e/"}
        """;

    [Theory]
    [InlineData(Ninjs1)]
    [InlineData(Ninjs2)]
    [InlineData(Ninjs3)]
    [InlineData("[" + Ninjs1 + "]")]
    [InlineData("{\"total\":1,\"items\":[" + Ninjs2 + "]}")]
    public async Task All_versions_of_ninjs_say_the_same(string content)
    {
        foreach (string name in (string[])["a.json", "a.ninjs"])
        {
            var item = (await NewsRead.Of(name, content)).Only;
            Assert.Equal(
                ("tag:wire:ferry", "3", "canceled", "Ellery Wire", "Ferry turns back"),
                (item.Id, item.Version, item.Status, item.Source, item.Title));
            Assert.Equal("The ferry turned back.\n\nSmoke & fire.", item.Text);
            Assert.Equal(6, item.Date!.Value.Hour);
        }
    }

    [Fact]
    public async Task A_JSON_feed_has_many_items()
    {
        var read = await NewsRead.Of("feed.json", Feed);
        Assert.Equal(["https://e/#1", "https://e/2"], read.Items.Select(static item => item.Id));
        Assert.Equal(
            ("First.\n\nSecond.", "The Echo", "2026-01-02T00:00:00Z", "https://e/1", 1),
            (read.Items[0].Text, read.Items[0].Source, read.Items[0].Version, read.Items[0].Url,
                read.Items[0].Date!.Value.Day));
        Assert.Equal(
            [(RejectionReason.Empty, 3L), (RejectionReason.BadJson, 4L), (RejectionReason.MissingId, 5L)],
            read.Rejections.Select(static told => (told.Reason, told.Origin.Line)));
    }

    [Fact]
    public async Task A_cut_file_gives_what_is_whole()
    {
        int end = Feed.IndexOf("},\n  {\"id\":\"https", StringComparison.Ordinal);
        var read = await NewsRead.Of("feed.json", Feed[..(end + 20)]);
        Assert.Single(read.Items);
        var told = Assert.Single(read.Rejections);
        Assert.Equal((RejectionReason.Truncated, 2L), (told.Reason, told.Origin.Line));
    }

    [Theory]
    [InlineData("picture", "of the type picture")]
    [InlineData("text", "neither text nor headline")]
    public async Task What_has_no_body_is_told(string type, string detail)
    {
        var read = await NewsRead.Of("a.ninjs", $$"""{"uri":"u:1","type":"{{type}}","versioncreated":"2026-01-01"}""");
        Assert.Contains(detail, Assert.Single(read.Rejections).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"uri\":\"u:1\",\"body_text\":\"half \\ud800 pair\"}", RejectionReason.BadEncoding)]
    [InlineData("\"uri\"", RejectionReason.BadJson)]
    [InlineData("{\"uri\":\"u:1\",\"x\":%DEEP%}", RejectionReason.BadJson)]
    public async Task Bad_JSON_is_told(string content, RejectionReason reason)
    {
        content = content.Replace(
            "%DEEP%", new string('[', 100_000) + new string(']', 100_000), StringComparison.Ordinal);
        Assert.Equal(reason, Assert.Single((await NewsRead.Of("a.ninjs", content)).Rejections).Reason);
    }
}
