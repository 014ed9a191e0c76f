using System.Buffers;
using System.Text;
using Dedupe.Service.Pushing;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Service.Tests.Pushing;

public sealed class ItemLineTests
{
    [Fact]
    public async Task What_is_written_is_read_as_it_was()
    {
        var document = new Document("a\"1\u2028", "Line\none \\ é 😀", "Title", "Outlet")
        {
            Version = "3"u8.ToArray(),
            Status = "corrected"u8.ToArray(),
            Url = "https://a.test/1"u8.ToArray(),
            Date = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(2)),
            EmbargoedUntil = new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.Zero),
        };
        var read = (await ThereAndBack(document)).Single();
        Assert.Equal(document.Id.ToArray(), read.Id.ToArray());
        Assert.Equal(document.Text.ToArray(), read.Text.ToArray());
        Assert.Equal(document.Title.ToArray(), read.Title.ToArray());
        Assert.Equal(document.Source.ToArray(), read.Source.ToArray());
        Assert.Equal(document.Version.ToArray(), read.Version.ToArray());
        Assert.Equal(document.Status.ToArray(), read.Status.ToArray());
        Assert.Equal(document.Url.ToArray(), read.Url.ToArray());
        Assert.Equal(document.Date, read.Date);
        Assert.Equal(document.EmbargoedUntil, read.EmbargoedUntil);
    }

    [Fact]
    public async Task An_alert_stays_a_headline_without_a_text()
    {
        var alert = TextRules.WithTitleForText(new Document("a", "", "Harbour closed, port authority says"));
        var read = (await ThereAndBack(alert)).Single();
        Assert.True(read.TextIsTitle);
        Assert.Equal(alert.Text.ToArray(), read.Text.ToArray());
    }

    [Fact]
    public async Task An_embargo_for_good_stays_one()
    {
        var read = (await ThereAndBack(
            new Document("a", "The harbour stayed closed.") { EmbargoedUntil = DateTimeOffset.MaxValue })).Single();
        Assert.Equal(DateTimeOffset.MaxValue, read.EmbargoedUntil);
    }

    [Fact]
    public async Task A_date_that_nobody_can_read_is_sent_as_it_stands()
    {
        var read = (await ThereAndBack(
            new Document("a", "The harbour stayed closed.") { UnreadDate = "5/6/2015"u8.ToArray() })).Single();
        Assert.Null(read.Date);
        Assert.Equal("5/6/2015", Encoding.UTF8.GetString(read.UnreadDate.Span));
    }

    private static async Task<IEnumerable<Document>> ThereAndBack(Document document)
    {
        var lines = new ArrayBufferWriter<byte>();
        ItemLine.Write(lines, [new OutgoingItem(document, default)]);
        Assert.Equal((byte)'\n', lines.WrittenSpan[^1]);
        Assert.Equal(1, lines.WrittenSpan.Count((byte)'\n'));
        var source = new FileSource(
            ["-"], new SourceOptions { ReadsEmbargo = true },
            new SourceEnvironment { OpenStandardInput = () => new MemoryStream(lines.WrittenSpan.ToArray()) });
        var read = new List<Document>();
        var reader = new ItemReader(10, rejection => Assert.Fail(rejection.ToString()));
        await foreach (var lot in reader.ReadAsync(source, TestContext.Current.CancellationToken))
            read.AddRange(lot.Select(static item => item.Document));
        return read;
    }
}
