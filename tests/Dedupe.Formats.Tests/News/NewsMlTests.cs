using Xunit;

namespace Dedupe.Formats.Tests.News;

public sealed class NewsMlTests
{
    private const string Item = """
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:wire:ferry" version="%VERSION%"
            standard="NewsML-G2">
          <rightsInfo><copyrightHolder literal="Ellery Wire"/></rightsInfo>
          <itemMeta>
            <itemClass qcode="ninat:text"/><provider literal="Ellery Wire"/>
            <versionCreated>2026-03-02T08:00:00Z</versionCreated><firstCreated>2026-03-02T06:00:00Z</firstCreated>
            <pubStatus qcode="%STATUS%"/><edNote>Adds the pilot.</edNote>%SIGNAL%
            <link rel="irel:alternate" href="https://wire.example/ferry"/>
          </itemMeta>
          <contentMeta><headline>Ferry turns back</headline><by>Jane Doe</by></contentMeta>
          <contentSet>%CONTENT%</contentSet>
        </newsItem>
        """;

    private const string Nitf = """
        <inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
        <body.head><hedline><hl1>Another</hl1></hedline></body.head>
        <body.content><block><p>The ferry turned back.</p><media><media-caption>A caption.</media-caption></media>
        <hl2>What next</h2x></block></body.content></body></nitf></inlineXML>
        """;

    private const string Xhtml = """
        <inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
        <title>No text</title></head><body><p>The ferry turned back.</p><p>Its pilot saw smoke.</p>
        </body></html></inlineXML>
        """;

    private static string Make(
        string content, string version = "1", string status = "stat:usable", string signal = "") =>
        Item.Replace("%CONTENT%", content, StringComparison.Ordinal)
            .Replace("%VERSION%", version, StringComparison.Ordinal)
            .Replace("%STATUS%", status, StringComparison.Ordinal)
            .Replace("%SIGNAL%", signal, StringComparison.Ordinal);

    [Fact]
    public async Task An_item_is_a_document_with_its_version_and_status()
    {
        string nitf = Nitf.Replace("</h2x>", "</hl2>", StringComparison.Ordinal);
        foreach (string content in (string[])[Xhtml, nitf])
        {
            var item = (await NewsRead.Of("a.xml", Make(content, "3"))).Only;
            Assert.Equal(
                ("tag:wire:ferry", "3", "stat:usable", "Ellery Wire", "Ferry turns back", "https://wire.example/ferry"),
                (item.Id, item.Version, item.Status, item.Source, item.Title, item.Url));
            Assert.Equal(6, item.Date!.Value.Hour);
            Assert.StartsWith("The ferry turned back.\n\n", item.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("caption", item.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("No text", item.Text, StringComparison.Ordinal);
        }

        var plain = await NewsRead.Of(
            "a.xml", Make("<inlineData contenttype=\"text/plain\">The ferry\nturned back.</inlineData>"));
        Assert.Equal("The ferry\n\nturned back.", plain.Only.Text);
    }

    [Theory]
    [InlineData("stat:canceled", "", "stat:canceled")]
    [InlineData("stat:usable", "<signal qcode=\"sig:correction\"/>", "sig:correction")]
    [InlineData("stat:usable", "<signal qcode=\"sig:atomic\"/><signal qcode=\"sig:update\"/>", "sig:update")]
    [InlineData("stat:withheld", "<signal qcode=\"sig:correction\"/>", "stat:withheld")]
    public async Task Signals_say_more_of_what_can_be_used(string status, string signal, string expected) =>
        Assert.Equal(expected, (await NewsRead.Of("a.xml", Make(Xhtml, status: status, signal: signal))).Only.Status);

    [Fact]
    public async Task A_message_has_many_items_and_what_is_no_text_is_told()
    {
        string picture = Make("").Replace("ninat:text", "ninat:picture", StringComparison.Ordinal);
        string package = """
            <packageItem guid="tag:package" version="1"><itemMeta/><groupSet root="r"><group id="r">
            <itemRef residref="tag:wire:ferry"/><itemRef residref="tag:picture"/></group></groupSet></packageItem>
            """;
        string message = $"""
            <?xml version="1.0"?>
            <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sender>wire.example</sender></header>
            <itemSet>{Make(Xhtml)}{picture}{package}{Make(Nitf)}{Make(Xhtml, "2")}</itemSet></newsMessage>
            """;
        var read = await NewsRead.Of("a.xml", message);
        Assert.Equal(["1", "2"], read.Items.Select(static item => item.Version));
        Assert.Equal(
            [(RejectionReason.Empty, 2L), (RejectionReason.Empty, 3L), (RejectionReason.Corrupt, 4L)],
            read.Rejections.Select(static told => (told.Reason, told.Origin.Line)));
        Assert.Contains("ninat:picture", read.Rejections[0].Detail, StringComparison.Ordinal);
        Assert.Contains("names 2 other items", read.Rejections[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_guid_there_is_no_document()
    {
        string nameless = Make(Xhtml).Replace("guid=\"tag:wire:ferry\"", "", StringComparison.Ordinal);
        var read = await NewsRead.Of("a.xml", nameless);
        Assert.Equal(RejectionReason.MissingId, Assert.Single(read.Rejections).Reason);
    }
}
