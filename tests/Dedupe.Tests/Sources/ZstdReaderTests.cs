using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class ZstdReaderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    // By the system's library, where it is there, and by the port: what comes out is the same.
    private async Task<Collector> ReadLines(byte[] packed)
    {
        string path = folder.Write("news.jsonl.zst", packed);
        var read = await ReadLines(path, ZstdPort.Instance);
        if (ZstdLibrary.Found is { } library)
        {
            var other = await ReadLines(path, library);
            Assert.Equal(other.Accepted, read.Accepted);
            Assert.Equal(
                other.Rejected.Select(rejection => (rejection.Reason, rejection.Origin)),
                read.Rejected.Select(rejection => (rejection.Reason, rejection.Origin)));
        }

        return read;
    }

    private static Task<Collector> ReadLines(string path, ZstdApi api) =>
        Collector.ReadAsync(new SourceOptions(), new SourceEnvironment { Zstandard = api }, path);

    [Fact]
    public async Task Frames_one_after_the_other_are_one_file()
    {
        // A frame to be skipped stands between.
        byte[] packed =
            [.. Packed.Zstandard(Packed.Lines(0, 20_000)), 0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3,
                .. Packed.Zstandard(Packed.Lines(20_000, 5))];
        var read = await ReadLines(packed);
        Assert.Empty(read.Rejected);
        Assert.Equal(Enumerable.Range(0, 20_005).Select(i => $"{i}"), read.Ids);
    }

    [Fact]
    public async Task Cut_at_any_length_it_is_truncated_and_whole_frames_before_stand()
    {
        byte[] first = Packed.Zstandard(Packed.Lines(0, 3));
        byte[] packed = [.. first, .. Packed.Zstandard(Packed.Lines(3, 3))];
        for (int cut = 0; cut < packed.Length; cut++)
        {
            if (cut == first.Length)
                continue;
            var read = await ReadLines(packed[..cut]);
            read.Only(RejectionReason.Truncated);
            Assert.Equal(cut < first.Length ? 0 : 3, read.Accepted.Count);
        }
    }

    [Fact]
    public async Task A_large_file_cut_in_the_middle_keeps_the_lines_before()
    {
        byte[] packed = Packed.Zstandard(Packed.Lines(0, 100_000));
        var read = await ReadLines(packed[..(packed.Length / 2)]);
        Assert.InRange(read.Accepted.Count, 10_000, 90_000);
        Assert.Equal(read.Accepted.Count + 1, read.Only(RejectionReason.Truncated).Origin.Line);
    }

    [Fact]
    public async Task Damage_and_garbage_are_corrupt()
    {
        byte[] first = Packed.Zstandard(Packed.Lines(0, 3));
        var read = await ReadLines([.. first, .. "no frame"u8]);
        read.Only(RejectionReason.Corrupt);
        Assert.Equal(3, read.Accepted.Count);
        byte[] damaged = Packed.Zstandard(Packed.Lines(0, 50));
        damaged.AsSpan(20, 30).Fill(0xFF);
        (await ReadLines(damaged)).Only(RejectionReason.Corrupt);
        (await ReadLines("{\"id\":1}"u8.ToArray())).Only(RejectionReason.Corrupt);
    }

    [Fact]
    public async Task A_window_too_large_for_the_library_is_unsupported()
    {
        // A frame header that asks for a window of 2 GiB.
        byte[] header = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, 0x01, 0x00, 0x00];
        (await ReadLines(header)).Only(RejectionReason.Unsupported);
    }

    [Fact]
    public async Task Any_byte_damaged_is_told_alike_by_both()
    {
        byte[] first = Packed.Zstandard(Packed.Lines(0, 4));
        byte[] packed = [.. first, .. Packed.Zstandard(Packed.Lines(4, 4))];
        int told = 0;
        for (int place = 0; place < packed.Length; place++)
        {
            byte[] damaged = [.. packed];
            damaged[place] ^= 0x55;
            told += (await ReadLines(damaged)).Rejected.Count > 0 ? 1 : 0;
        }

        Assert.InRange(told, packed.Length / 4, packed.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40_000)]
    public async Task What_one_packs_the_other_unpacks(int lines)
    {
        foreach (var api in new ZstdApi?[] { ZstdPort.Instance, ZstdLibrary.Found }.OfType<ZstdApi>())
        {
            using var packed = new MemoryStream();
            using (var writer = new ZstdWriter(packed, api))
            {
                writer.Write(Encoding.UTF8.GetBytes(Packed.Lines(0, lines)));
                writer.Finish();
            }

            var read = await ReadLines(packed.ToArray());
            Assert.Empty(read.Rejected);
            Assert.Equal(Enumerable.Range(0, lines).Select(i => $"{i}"), read.Ids);
        }
    }
}
