using System.Text;
using Dedupe.Formats.Shared.Html;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Html;

public sealed class HtmlMarkupTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery & back turned on Monday after its pilot saw smoke above the engine room.";

    private static readonly SourceOptions Options = new() { Formats = FormatRegistry.All };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Strip(string text, bool always) =>
        new HtmlMarkup().TryStrip(Encoding.UTF8.GetBytes(text), always, out var plain)
            ? Encoding.UTF8.GetString(plain.Span)
            : text;

    [Theory]
    [InlineData("<p>One.</p><p>Two &amp; <b>three</b>.</p>", "One.\n\nTwo & three.")]
    [InlineData("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree.")]
    [InlineData("The <a href='/x'>mayor</a> said <em>no</em>.", "The mayor said no.")]
    [InlineData("R&amp;D &#8211; five < six", "R&D – five < six")]
    [InlineData("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "One\n\nTwo")]
    [InlineData("<div class=\"x\">\n<h2>One</h2>\n</div>", "One")]
    public void What_is_clearly_markup_goes(string text, string plain) =>
        Assert.Equal(plain, Strip(text, always: false));

    [Theory]
    [InlineData("five < six and AT&T; Q&A")]
    [InlineData("if (a<b && c>d) return a <b>c;")]
    [InlineData("Put a <p> and a </p> around it, and <b>bold</b> words")]
    [InlineData("List<string> names = new List<string>();")]
    [InlineData("Mail <someone@example.org> or <https://example.org/p>")]
    [InlineData("<3 and <- and <")]
    [InlineData("&")]
    [InlineData("")]
    public void Other_texts_stay(string text) => Assert.Equal(text, Strip(text, always: false));

    // Looking for the end of each would take minutes.
    [Fact]
    public void Many_tags_without_an_end_are_looked_at_once()
    {
        string text = string.Concat(Enumerable.Repeat("<b ", 2_000_000));
        Assert.Equal(text, Strip(text, always: false));
    }

    [Fact]
    public void All_goes_if_that_is_wanted() =>
        Assert.Equal("Put bold here", Strip("Put <b>bold</b> here", always: true));

    [Theory]
    [InlineData("a.jsonl", "{\"id\":\"a\",\"text\":\"%\"}\n{\"id\":\"b\",\"text\":\"#\"}\n")]
    [InlineData("a.csv", "id,text\na,\"%\"\nb,\"#\"\n")]
    [InlineData("a.json", "[{\"id\":\"a\",\"text\":\"%\"},{\"id\":\"b\",\"text\":\"#\"}]")]
    public async Task The_plain_and_the_marked_up_version_are_identical(string name, string content)
    {
        string marked = $"<p>{Ferry.Replace("&", "&amp;", StringComparison.Ordinal)}</p><p>Nobody was <i>hurt</i>.</p>";
        string path = folder.Write(
            name,
            content.Replace("%", $"{Ferry} Nobody was hurt.", StringComparison.Ordinal)
                .Replace("#", marked, StringComparison.Ordinal));

        var read = await Collector.ReadAsync(Options, path);
        var kept = await Collector.ReadAsync(Options with { Markup = "keep" }, path);
        var result = await new Deduplicator().RunAsync(
            new FileSource([path], Options), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal($"{Ferry}\n\nNobody was hurt.", read.Accepted[1].Text);
        Assert.Null(read.Places[1]);
        Assert.Equal(marked, kept.Accepted[1].Text);
        Assert.Equal(
            [Relation.Identical],
            Assert.Single(result.Clusters).Members.Skip(1).Select(static member => member.Relation));
    }

    [Fact]
    public async Task A_field_of_tags_alone_is_empty()
    {
        string path = folder.Write("a.jsonl", "{\"id\":\"a\",\"text\":\"<p><img src=x></p>\"}\n");

        Assert.Equal(1, (await Collector.ReadAsync(Options, path)).Only(RejectionReason.Empty).Origin.Line);
    }
}
