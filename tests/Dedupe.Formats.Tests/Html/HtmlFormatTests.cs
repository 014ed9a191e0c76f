using System.Text;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Html;

public sealed class HtmlFormatTests : IDisposable
{
    private const string Text =
        "Die Fähre nach Port Ellery kehrte am Montag um, nachdem über dem Maschinenraum Rauch aufgestiegen war und " +
        "der Lotse die Küstenwache gerufen hatte.";

    private static readonly SourceOptions Options = new() { Formats = FormatRegistry.All };

    private readonly TempFolder folder = new();

    public HtmlFormatTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("utf-8", "", 0)]
    [InlineData("utf-8", "<meta charset=iso-8859-1>", 0)]
    [InlineData("utf-16", "", 1200)]
    [InlineData("utf-16BE", "", 1201)]
    [InlineData("iso-8859-1", "<meta charset=iso-8859-1>", 1252)]
    [InlineData("iso-8859-2", "<meta http-equiv=content-type content='text/html; charset=ISO-8859-2'>", 28592)]
    [InlineData("macintosh", "<META CHARSET = \"macintosh\" >", 10000)]
    public async Task Pages_are_decoded(string encoding, string declared, int codePage)
    {
        var from = Encoding.GetEncoding(encoding);
        string path = folder.Write("a.html", [.. from.Preamble, .. from.GetBytes($"<html>{declared}<p>{Text}</p>")]);

        var read = await Collector.ReadAsync(Options, path);

        Assert.Empty(read.Rejected);
        Assert.Equal(Text, Assert.Single(read.Accepted).Text);
        Assert.Equal([codePage], read.CodePages);
    }

    [Theory]
    [InlineData("<p>A \xFF\xFE\x81 page</p>", "", RejectionReason.BadEncoding)]
    [InlineData("", "", RejectionReason.Empty)]
    [InlineData("<html><script>x</script><img src=x></html>", "", RejectionReason.Empty)]
    public async Task What_cannot_be_read_is_told(string latin1, string detail, RejectionReason reason)
    {
        string path = folder.Write("a.html", Encoding.Latin1.GetBytes(latin1));
        string good = folder.Write("b.html", Encoding.UTF8.GetBytes(Text));

        var read = await Collector.ReadAsync(Options, path, good);

        var rejection = Assert.Single(read.Rejected);
        Assert.Equal((reason, new Origin(path, 0)), (rejection.Reason, rejection.Origin));
        Assert.Contains(detail, rejection.Detail ?? "", StringComparison.Ordinal);
        Assert.Equal([good], read.Ids);
    }

    [Theory]
    [InlineData("page.htm.gz", "<p>")]
    [InlineData("page.XHTML", "<?xml version='1.0'?><html><p>")]
    [InlineData("page", "\n<!DOCTYPE html><p>")]
    [InlineData("page.txt", "<!doctype HTML PUBLIC 'x'><p>")]
    public async Task Files_are_told_by_name_or_start(string name, string start)
    {
        string content = start + Text;
        string path = folder.Write(
            name, name.EndsWith(".gz", StringComparison.Ordinal)
                ? Packed.Gzip(content)
                : Encoding.UTF8.GetBytes(content));

        var read = await Collector.ReadAsync(Options, path);

        Assert.Empty(read.Rejected);
        Assert.Equal(Text, Assert.Single(read.Accepted).Text);
    }

    [Fact]
    public async Task All_of_a_page_or_its_article()
    {
        string path = folder.Write(
            "a.html", Encoding.UTF8.GetBytes($"<nav><a href=/>Start</a></nav><article><p>{Text}</p></article>"));

        Assert.Equal(Text, Assert.Single((await Collector.ReadAsync(Options, path)).Accepted).Text);
        Assert.Equal(
            $"Start\n\n{Text}", Assert.Single(
                (await Collector.ReadAsync(Options with { Html = "all" }, path)).Accepted).Text);
    }

    [Fact]
    public async Task A_page_and_its_plain_text_are_identical()
    {
        string plain = folder.Write("a.txt", Encoding.UTF8.GetBytes($"{Text}\n\n{Text.ToUpperInvariant()}\n"));
        string page = folder.Write(
            "b.html",
            Encoding.UTF8.GetBytes(
                $"<html><nav>Start</nav><p>{Text.Replace("ä", "&auml;", StringComparison.Ordinal)}</p>" +
                $"<p>{Text.ToUpperInvariant()}</p></html>"));

        var result = await new Deduplicator().RunAsync(
            new FileSource([plain, page], Options), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [Relation.Identical],
            Assert.Single(result.Clusters).Members.Skip(1).Select(static member => member.Relation));
    }
}
