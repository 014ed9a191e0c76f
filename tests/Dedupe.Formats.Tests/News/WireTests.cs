using System.Text;
using Xunit;

namespace Dedupe.Formats.Tests.News;

public sealed class WireTests
{
    private const string Iptc =
        "\u0001ewb062 4 i 211 ccccb   ewa 061\r\n\nPort-ferry/\r\n\u0002" +
        "1ST LEAD\r\nFerry to Port Ellery turns back\r\nBy Jane Doe, ewa =\r\n\n" +
        "   Port Ellery (ewa) - The ferry turned back after its pilot\r\nsaw smoke.\r\n\n   Nobody was hurt.\r\n" +
        "\u0003" + "021137 GMT Mär 26 \r\n\u007F\n\u0004";

    private const string Anpa =
        "\u0016\u0016\u0001W2870\u001Fasian\nf l\u0013\u0011 BC-PE--Ferry     03-02 1049\n" +
        "\u0002^BC-PE--Ferry, 2nd Ld-Writethru,466<\n^Ferry turns back after smoke<\n^Eds: Adds the pilot.<\n^By " +
        "JANE DOE=\n" +
        "\t   PORT ELLERY (EW) _ The ferry turned back.\n\t   ``Smoke,'' the pilot said.\n\n" +
        "\t   \u0003" + "EW-WF-03-02-26 1509GMT<\n\u000C\n\u0004";

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a")]
    [InlineData("a.anpa")]
    public async Task Messages_of_a_wire_are_documents(string name)
    {
        var read = await NewsRead.Of(name, Iptc + "\n" + Anpa);
        Assert.Empty(read.Rejections);
        var (iptc, anpa) = (read.Items[0], read.Items[1]);
        Assert.Equal(
            ("ewb062/2026-03-02T11:37:00Z", "1ST LEAD Ferry to Port Ellery turns back", "ewa"),
            (iptc.Id, iptc.Title, iptc.Source));
        Assert.Equal(
            "Port Ellery (ewa) - The ferry turned back after its pilot saw smoke.\n\nNobody was hurt.", iptc.Text);
        Assert.Equal(
            ("BC-PE--Ferry/2026-03-02", "2.W2870", "Ferry turns back after smoke", "EW"),
            (anpa.Id, anpa.Version, anpa.Title, anpa.Source));
        Assert.Equal("PORT ELLERY (EW) _ The ferry turned back.\n\n“Smoke,” the pilot said.", anpa.Text);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 15, 9, 0, TimeSpan.Zero), anpa.Date);
    }

    [Fact]
    public async Task Old_encodings_are_read()
    {
        var read = await NewsRead.Of("a.txt",
            Encoding.Latin1.GetBytes(Iptc.Replace("hurt", "hurt at Zürich's Café", StringComparison.Ordinal)
            .Replace("Mär", "Mar", StringComparison.Ordinal)));
        Assert.Contains("Zürich's Café", read.Only.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_cost_their_message_alone()
    {
        string noText = "\u0001ewb063 4 i 1\r\nno text here\u0003\u0004";
        string cut = Iptc[..(Iptc.IndexOf('\u0003', StringComparison.Ordinal) - 5)];
        var read = await NewsRead.Of("a.txt", Iptc + noText + Anpa + cut);
        Assert.Equal(2, read.Items.Count);
        Assert.Equal(
            [(RejectionReason.Corrupt, 2L), (RejectionReason.Truncated, 4L)],
            read.Rejections.Select(static told => (told.Reason, told.Origin.Line)));

        read = await NewsRead.Of("a.anpa", "no message at all");
        Assert.Equal(RejectionReason.Unsupported, Assert.Single(read.Rejections).Reason);
        Assert.Empty((await NewsRead.Of("a.anpa", "")).Items);
    }

    [Fact]
    public async Task However_the_bytes_come_the_messages_are_the_same()
    {
        string wire = "\r\n" + Iptc + Anpa + Anpa + "\n\n" + Iptc;
        string expected = string.Join('\n', (await NewsRead.Of("a.txt", wire)).Items);
        foreach (int batch in (int[])[1, 2, 7, 300])
        {
            var read = await NewsRead.Of("a.anpa", wire, NewsRead.Options with { BatchBytes = batch });
            Assert.Equal(expected, string.Join('\n', read.Items));
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1 << 20)]
    public async Task A_message_that_is_too_large_is_told_and_the_next_is_read(int batch)
    {
        string large = Iptc.Replace("Nobody", new string('x', 5000), StringComparison.Ordinal);
        var read = await NewsRead.Of(
            "a.anpa", Anpa + large + Iptc, NewsRead.Options with { MaxDocumentBytes = 1000, BatchBytes = batch });
        Assert.Equal(2, read.Items.Count);
        Assert.Equal(
            (RejectionReason.Oversized, 2L),
            (Assert.Single(read.Rejections).Reason, read.Rejections[0].Origin.Line));
    }
}
