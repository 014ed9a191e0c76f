using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources.PlainText;

public sealed class TextFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Task<Collector> Read(byte[] content, SourceOptions? options = null) =>
        Collector.ReadAsync(options ?? new SourceOptions(), folder.Write("story.txt", content));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\u00a0\u3000\u2028")]
    [InlineData("\ufeff")]
    public async Task No_text_is_empty(string content)
    {
        var read = await Read(Encoding.UTF8.GetBytes(content));
        read.Only(RejectionReason.Empty);
        Assert.Empty(read.Accepted);
    }

    [Fact]
    public async Task One_word_is_a_document()
    {
        var read = await Read("word"u8.ToArray());
        Assert.Equal("word", Assert.Single(read.Accepted).Text);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public async Task No_inputs_and_an_empty_folder_are_no_documents()
    {
        Assert.Empty((await Collector.ReadAsync()).BatchBytes);
        Assert.Empty((await Collector.ReadAsync(folder.Root)).BatchBytes);
    }

    [Fact]
    public async Task A_byte_order_mark_is_not_part_of_the_text()
    {
        var read = await Read([0xEF, 0xBB, 0xBF, .. "Grüße"u8]);
        Assert.Equal("Grüße", Assert.Single(read.Accepted).Text);
    }

    [Fact]
    public async Task Invalid_utf8_is_rejected_with_its_place()
    {
        var read = await Read([.. "Gr\u00fc\u00dfe "u8, 0xC3, 0x28, 0xFF]);
        Assert.Contains("byte 8", read.Only(RejectionReason.BadEncoding).Detail, StringComparison.Ordinal);
        Assert.Empty(read.Accepted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Utf16_with_its_mark_is_read(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        // Pairs at every offset of the decoder's blocks.
        string text = "a" + string.Concat(Enumerable.Repeat("𝄞ß中𝄞x", 5000));
        var read = await Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
        Assert.Equal(text, Assert.Single(read.Accepted).Text);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00, 0x42 }, "byte 4")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x42, 0x00 }, "byte 4")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 }, "byte 2")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0xDC, 0x00, 0x00, 0x41 }, "byte 2")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x41, 0xD8, 0x34, 0xDD }, "byte 4")]
    public async Task Broken_utf16_is_rejected_with_its_place(byte[] content, string place)
    {
        var read = await Read(content);
        Assert.Contains(place, read.Only(RejectionReason.BadEncoding).Detail, StringComparison.Ordinal);
        Assert.Empty(read.Accepted);
    }

    [Fact]
    public async Task A_text_of_the_largest_size_is_read_and_one_byte_more_is_oversized()
    {
        var options = new SourceOptions { MaxDocumentBytes = 1000, BatchBytes = 300 };
        string fits = folder.Write("fits.txt", new string('x', 1000));
        string packed = folder.Write("packed.txt.gz", Packed.Gzip(new string('x', 10_000_000)));
        string large = folder.Write("large.txt", new string('x', 1001));
        string after = folder.Write("small.txt", "word");
        var read = await Collector.ReadAsync(options, fits, packed, large, after);
        Assert.Equal([fits, after], read.Ids);
        Assert.Equal([large, packed], read.Rejected.Select(rejection => rejection.Origin.Source));
        Assert.All(read.Rejected, rejection => Assert.Equal(RejectionReason.Oversized, rejection.Reason));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task Small_files_are_packed_to_batches_of_the_wanted_size(int batchBytes)
    {
        for (int i = 0; i < 50; i++)
            folder.Write($"{i:D2}.txt", new string((char)('a' + i % 26), 1 + i));
        var read = await Collector.ReadAsync(new SourceOptions { BatchBytes = batchBytes }, folder.Root);
        Assert.Equal(
            Enumerable.Range(0, 50).Select(i => new string((char)('a' + i % 26), 1 + i)),
            read.Accepted.Select(document => document.Text));
        Assert.Equal(1275 / Math.Max(batchBytes, 50) < 2, read.BatchBytes.Count == 1);
    }

    [Fact]
    public async Task Reading_can_be_cancelled_between_files()
    {
        for (int i = 0; i < 3; i++)
            folder.Write($"{i}.txt", "words");
        using var cancellation = new CancellationTokenSource();
        var source = new FileSource([folder.Root], new SourceOptions { BatchBytes = 1 });
        int batches = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in source.ReadAsync(cancellation.Token))
            {
                batch.Dispose();
                batches++;
                await cancellation.CancelAsync();
            }
        });
        Assert.Equal(1, batches);
    }
}
