using Xunit;

namespace Dedupe.Formats.Tests.News;

public sealed class NitfTests
{
    private const string File = """
        <?xml version="1.0" encoding="UTF-8"?>
        <nitf version="-//IPTC//DTD NITF 3.4//EN" change.date="October 18, 2006" change.time="19:30">
          <head><title>Another headline</title>
            <docdata management-status="usable"><doc-id regsrc="EW" id-string="F-17"/>
              <du-key key="ferry" version="2"/><date.issue norm="20260302T060000Z"/><ed-msg info="Adds the pilot."/>
              %FACT%</docdata>
            <pubdata name="Ellery Post"/></head>
          <body>
            <body.head><hedline><hl1>Ferry turns <em>back</em></hl1></hedline><byline>By Jane Doe</byline>
              <dateline><location>PORT ELLERY</location></dateline></body.head>
            <body.content><p>The ferry turned back.</p><media><media-caption>A caption.</media-caption></media>
              <bq><p>"Smoke," the pilot said.</p></bq></body.content>
            <body.end><tagline>Not the text</tagline></body.end>
          </body>
        </nitf>
        """;

    private static string Make(string fact = "") => File.Replace("%FACT%", fact, StringComparison.Ordinal);

    [Theory]
    [InlineData("a.nitf")]
    [InlineData("a.xml")]
    public async Task A_file_is_a_document(string name)
    {
        var item = (await NewsRead.Of(name, Make())).Only;
        Assert.Equal(
            ("EW#ferry", "2", "usable", "Ellery Post", "Ferry turns back"),
            (item.Id, item.Version, item.Status, item.Source, item.Title));
        Assert.Equal("The ferry turned back.\n\n\"Smoke,\" the pilot said.", item.Text);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero), item.Date);
    }

    [Fact]
    public async Task A_correction_says_so() =>
        Assert.Equal("correction", (await NewsRead.Of("a.xml", Make("<correction info=\"name\"/>"))).Only.Status);

    [Fact]
    public async Task A_file_that_leaves_its_id_out_is_known_by_its_path()
    {
        string nameless = Make().Replace("<doc-id regsrc=\"EW\" id-string=\"F-17\"/>", "", StringComparison.Ordinal)
            .Replace("<du-key key=\"ferry\" version=\"2\"/>", "", StringComparison.Ordinal);
        Assert.EndsWith("a.xml", (await NewsRead.Of("a.xml", nameless)).Only.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_type_and_a_cut_file_are_refused()
    {
        var typed = await NewsRead.Of(
            "a.xml", Make()
                .Replace("<nitf ", "<!DOCTYPE nitf SYSTEM \"nitf-3-4.dtd\">\n<nitf ", StringComparison.Ordinal));
        Assert.Equal(RejectionReason.Unsupported, Assert.Single(typed.Rejections).Reason);
        var cut = await NewsRead.Of("a.xml", Make()[..400]);
        Assert.Equal(RejectionReason.Truncated, Assert.Single(cut.Rejections).Reason);
    }
}
