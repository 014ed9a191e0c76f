using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class GzipReaderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Task<Collector> ReadLines(byte[] packed) => Collector.ReadAsync(folder.Write("news.jsonl.gz", packed));

    [Fact]
    public async Task Members_one_after_the_other_are_one_file()
    {
        var packed = new List<byte>();
        for (int i = 0; i < 300; i++)
            packed.AddRange(Packed.Gzip(Encoding.UTF8.GetBytes(Packed.Lines(i * 3, 3)), (CompressionLevel)(i % 4)));
        packed.AddRange(Packed.Gzip([]));
        var read = await ReadLines([.. packed]);
        Assert.Empty(read.Rejected);
        Assert.Equal(
            Enumerable.Range(1, 900).Select(line => (long)line),
            read.Accepted.Select(document => document.Origin.Line));
    }

    [Fact]
    public async Task Cut_at_any_length_it_is_truncated_and_whole_lines_before_stand()
    {
        byte[] packed = [.. Packed.Gzip(Packed.Lines(0, 3)), .. Packed.Gzip(Packed.Lines(3, 3))];
        int first = Packed.Gzip(Packed.Lines(0, 3)).Length;
        var whole = (await ReadLines(packed)).Accepted;
        for (int cut = 0; cut < packed.Length; cut++)
        {
            // Between members nothing is missing.
            if (cut == first)
                continue;
            var read = await ReadLines(packed[..cut]);
            var rejection = read.Only(RejectionReason.Truncated);
            Assert.Equal(whole.Take(read.Accepted.Count), read.Accepted);
            Assert.InRange(read.Accepted.Count, cut < first ? 0 : 3, 6);
            if (cut > 0)
                Assert.InRange(rejection.Origin.Line, read.Accepted.Count, read.Accepted.Count + 1);
        }
    }

    [Fact]
    public async Task A_text_cut_off_is_one_rejection()
    {
        byte[] packed = Packed.Gzip("some words of a story");
        for (int cut = 0; cut < packed.Length; cut++)
        {
            var read = await Collector.ReadAsync(folder.Write("story.txt.gz", packed[..cut]));
            read.Only(RejectionReason.Truncated);
            Assert.Empty(read.Accepted);
        }
    }

    [Fact]
    public async Task A_damaged_second_member_is_corrupt_and_the_first_stands()
    {
        byte[] first = Packed.Gzip(Packed.Lines(0, 100));
        byte[] second = Packed.Gzip(Packed.Lines(100, 100));
        for (int place = 0; place < second.Length; place++)
        {
            // Time stamp, extra flags and system are free for any value; a flag may turn the rest to a name without an
            // end.
            if (place is >= 3 and <= 9)
                continue;
            byte[] damaged = [.. first, .. second];
            damaged[first.Length + place] ^= 0x55;
            var read = await ReadLines(damaged);
            Assert.Single(
                read.Rejected, rejection => rejection.Reason is RejectionReason.Corrupt or RejectionReason.Truncated);
            Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), read.Ids.Take(100));
            if (place is < 3 || place >= second.Length - 8)
                Assert.Contains(read.Rejected, rejection => rejection.Reason == RejectionReason.Corrupt);
        }
    }

    [Fact]
    public async Task Lines_unpacked_before_a_damage_stand_at_any_batch_size()
    {
        byte[] packed = Packed.Gzip(Packed.Lines(0, 5000));
        // The reserved kind of block, in the place of the end mark of a block that was flushed.
        using var stream = new MemoryStream();
        using (var writer = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            writer.Write(Encoding.UTF8.GetBytes(Packed.Lines(0, 5000)));
            writer.Flush();
            stream.Write([0x07]);
        }

        string path = folder.Write("news.jsonl.gz", stream.ToArray());
        foreach (int batchBytes in new[] { 100, 4096, 1 << 20 })
        {
            var read = await Collector.ReadAsync(new SourceOptions { BatchBytes = batchBytes }, path);
            Assert.Equal(5000, read.Accepted.Count);
            Assert.Equal(new Origin(path, 5001), read.Only(RejectionReason.Corrupt).Origin);
        }

        Assert.Equal(5000, (await ReadLines(packed)).Accepted.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(400_000)]
    public async Task Zeros_after_the_end_are_padding_and_anything_else_is_corrupt(int zeros)
    {
        byte[] padded = [.. Packed.Gzip(Packed.Lines(0, 3)), .. new byte[zeros]];
        Assert.Empty((await ReadLines(padded)).Rejected);
        var read = await ReadLines([.. padded, 1]);
        Assert.Contains($"byte {padded.Length} ", read.Only(RejectionReason.Corrupt).Detail, StringComparison.Ordinal);
        Assert.Equal(3, read.Accepted.Count);
    }

    [Fact]
    public async Task Something_after_the_end_is_corrupt()
    {
        var read = await ReadLines([.. Packed.Gzip(Packed.Lines(0, 3)), .. "garbage"u8]);
        read.Only(RejectionReason.Corrupt);
        Assert.Equal(3, read.Accepted.Count);
    }

    [Fact]
    public async Task A_file_that_is_no_gzip_is_corrupt()
    {
        var rejection = (await ReadLines("{\"id\":1,\"text\":\"plain\"}\n"u8.ToArray())).Only(RejectionReason.Corrupt);
        Assert.Contains("no gzip data", rejection.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_part_of_a_header_is_passed_over_and_its_checksum_counts(bool right)
    {
        byte[] plain = Packed.Gzip(Packed.Lines(0, 3));
        byte[] extra = new byte[60_000];
        byte[] header =
            [0x1F, 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 0x60, 0xEA, .. extra, .. "name.jsonl"u8, 0,
                .. "a comment"u8, 0, 0, 0];
        var sum = (ushort)Packed.Crc32(header.AsSpan(0, header.Length - 2));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(header.Length - 2), (ushort)(right ? sum : sum ^ 1));
        byte[] packed = [.. header, .. plain.AsSpan(10)];
        var read = await ReadLines(packed);
        Assert.Equal(right ? 3 : 0, read.Accepted.Count);
        if (!right)
            read.Only(RejectionReason.Corrupt);
        for (int cut = 10; cut < header.Length; cut += cut is > 12 and < 60_000 ? 5_000 : 1)
            (await ReadLines(packed[..cut])).Only(RejectionReason.Truncated);
    }
}
