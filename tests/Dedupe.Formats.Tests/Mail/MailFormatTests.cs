using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Mail;

public sealed class MailFormatTests : IDisposable
{
    private const string Letter =
        "Message-ID: <a1@post.example>\r\nFrom: =?utf-8?q?Zo=C3=AB?= Desk <zoe@post.example>\r\n" +
        "Date: Sat, 01 Mar 2025 06:00:00 +0100\r\nSubject: Ferry turns\r\n back\r\nMIME-Version: 1.0\r\n" +
        "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n" +
        "Content-Type: text/plain; charset=iso-8859-1\r\n" +
        "Content-Transfer-Encoding: quoted-printable\r\n\r\nThe f=E4hre turned=\r\n back.\r\n\r\nAll well.\r\n--x\r\n" +
        "Content-Type: text/html\r\n\r\n<p>other\r\n--x--\r\n";

    private static readonly SourceOptions Options =
        new() { Formats = FormatRegistry.All, MaxDocumentBytes = 3000, BatchBytes = 700 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Plain(string id, string body) =>
        $"Message-ID: <{id}@x>\nSubject: {id}\nFrom: a@b\nDate: 1 Mar 2025 06:00:00 +0000\n\n{body}\n";

    private static string Boxed(params string[] letters) =>
        string.Concat(letters.Select(static letter => $"From a@b Sat Mar  1 06:00:00 2025\n{letter}\n"));

    [Fact]
    public async Task A_letter_is_a_document()
    {
        string path = folder.Write("a.eml", Encoding.UTF8.GetBytes(Letter));

        var read = await Collector.ReadAsync(Options, path);

        Assert.Empty(read.Rejected);
        Assert.Equal(
            [
                new Taken(
                    path, "The fähre turned back.\n\nAll well.", "Ferry turns back", "Zoë Desk",
                    new DateTimeOffset(2025, 3, 1, 6, 0, 0, TimeSpan.FromHours(1)), new Origin(path, 0)),
            ],
            read.Accepted);
    }

    [Theory]
    [InlineData("a.mbox", "The news:\nFrom Ellery we hear of smoke.\n>From there too.")]
    [InlineData("a.eml", "The news:\n>From Ellery we hear of smoke.\n>>From there too.")]
    public async Task Boxes_put_a_mark_before_lines_that_begin_like_letters(string name, string text)
    {
        string letter = Plain("one", "The news:\n>From Ellery we hear of smoke.\n>>From there too.");
        string path = folder.Write(name, name == "a.mbox" ? Boxed(letter) : letter);

        Assert.Equal(text, Assert.Single((await Collector.ReadAsync(Options, path)).Accepted).Text);
    }

    [Fact]
    public async Task A_letter_of_html_alone_is_read_as_html()
    {
        string path = folder.Write(
            "a.eml",
            Encoding.UTF8.GetBytes(
                "From: a@b\nSubject: s\nContent-Type: text/html; charset=utf-8\n\n<style>x</style><p>one<p>two &amp; " +
                "three"));

        var taken = Assert.Single((await Collector.ReadAsync(Options, path)).Accepted);

        Assert.Equal(("one\n\ntwo & three", "a@b", (DateTimeOffset?)null), (taken.Text, taken.Source, taken.Date));
    }

    [Theory]
    [InlineData("a.mbox", 10)]
    [InlineData("a.mbox.gz", 700)]
    [InlineData("box", 100_000)]
    public async Task A_box_holds_letters(string name, int batchBytes)
    {
        string content = Boxed(
            Plain("one", "From here it went on.\n\nFrom 1900 on: nothing\n\n>From there too."),
            Plain("two", new string('x', 4000)),
            Plain("three", "The end of it."),
            "Subject: no id\n\ntext\n",
            Plain("four", ""));
        string path = folder.Write(
            name, name.EndsWith(".gz", StringComparison.Ordinal)
                ? Packed.Gzip(content)
                : Encoding.UTF8.GetBytes(content));

        var read = await Collector.ReadAsync(Options with { BatchBytes = batchBytes }, path);

        Assert.Equal(["one@x", "three@x", $"{path}:4", "four@x"], read.Ids);
        // What a letter is about is all that some alerts say.
        Assert.Equal("four", read.Accepted[^1].Text);
        Assert.Equal(
            (RejectionReason.Oversized, new Origin(path, 2)),
            (read.Only(RejectionReason.Oversized).Reason, read.Rejected[0].Origin));
    }

    [Theory]
    [InlineData("no header at all", RejectionReason.Corrupt)]
    [InlineData("", RejectionReason.Empty)]
    [InlineData("From: a@b\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB",
        RejectionReason.Unsupported)]
    [InlineData("From: a@b\nContent-Type: image/png\n\nxxxx", RejectionReason.Empty)]
    public async Task What_cannot_be_read_is_told(string content, RejectionReason reason)
    {
        string path = folder.Write("a.eml", Encoding.UTF8.GetBytes(content));

        Assert.Equal(new Origin(path, 0), (await Collector.ReadAsync(Options, path)).Only(reason).Origin);
    }

    [Fact]
    public async Task Parts_inside_each_other_cost_nothing()
    {
        var content = new StringBuilder("From: a@b\nSubject: s\n");
        for (int at = 0; at < 20_000; at++)
            content.Append("Content-Type: multipart/mixed; boundary=b")
                .Append(at)
                .Append("\n\n--b")
                .Append(at)
                .Append('\n');
        content.Append("Content-Type: text/plain\n\ntext\n");
        string path = folder.Write("a.eml", Encoding.UTF8.GetBytes(content.ToString()));

        var read = await Collector.ReadAsync(Options with { MaxDocumentBytes = 1 << 22 }, path);

        Assert.Equal(1, read.Accepted.Count + read.Rejected.Count);
    }

    [Fact]
    public async Task Filter_keeps_the_bytes_of_each_letter()
    {
        string text = "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room.";
        string other = Boxed(Plain("three", "The council wants a new bridge over the river, says the mayor."));
        string input = folder.Write("a.mbox", Boxed(Plain("one", text), Plain("two", text)) + other);
        await new DedupeJob(
            new JobOptions { Inputs = [input], Source = Options, OutputDirectory = folder.Root + "/run" })
            .RunAsync(null, Token);

        await new FilterJob(
            new FilterOptions
            {
                RunDirectory = folder.Root + "/run",
                Inputs = [input],
                OutputDirectory = folder.Root + "/clean",
                Formats = Options.Formats,
            }).RunAsync(Token);

        Assert.Equal(
            Boxed(Plain("one", text)) + other, await File.ReadAllTextAsync(folder.Root + "/clean/a.mbox", Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
