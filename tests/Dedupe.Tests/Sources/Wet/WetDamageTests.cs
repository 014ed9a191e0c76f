using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources.Wet;

/// <summary>
/// Damage at every place: what is before and behind it survives, and each record is accepted or rejected.
/// </summary>
public sealed class WetDamageTests : IDisposable
{
    private const int Records = 4;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Task<Collector> Read(byte[] content, string name) =>
        Collector.ReadAsync(new SourceOptions { BatchBytes = 256 }, folder.Write(name, content));

    [Fact]
    public async Task A_flipped_byte_anywhere_in_a_packed_file_costs_one_record()
    {
        byte[][] members = WetFile.Members(Records);
        int at = 0;
        int harmless = 0;
        for (int member = 0; member < members.Length; member++)
        {
            for (int place = 0; place < members[member].Length; place++, at++)
            {
                byte[] content = [.. members.SelectMany(bytes => bytes)];
                content[at] ^= (byte)(1 << (at % 8));
                var read = await Read(content, "crawl.warc.wet.gz");
                var survivors = Enumerable.Range(1, Records)
                    .Where(number => number != member)
                    .Select(WetFile.Uri)
                    .ToList();
                // Flags, time and system of a header say nothing about the data, nor do the bits that fill its last
                // byte.
                if (read.Rejected.Count > 0)
                    Assert.True(
                        survivors.SequenceEqual(read.Ids, StringComparer.Ordinal),
                        $"byte {at} of member {member}: {string.Join(' ', read.Ids)}");
                else
                    Assert.Equal(Enumerable.Range(1, Records).Select(WetFile.Uri), read.Ids);
                Assert.InRange(read.Rejected.Count, 0, 1);
                Assert.All(
                    read.Accepted,
                    document => Assert.Contains(document.Text, Enumerable.Range(1, Records).Select(WetFile.Text)));
                harmless += 1 - read.Rejected.Count;
            }
        }

        Assert.InRange(harmless, 0, 8 * members.Length);
    }

    [Fact]
    public async Task A_packed_file_cut_anywhere_keeps_what_is_before()
    {
        byte[][] members = WetFile.Members(Records);
        byte[] content = [.. members.SelectMany(bytes => bytes)];
        var ends = members.Select((_, index) => members.Take(index + 1).Sum(member => member.Length)).ToList();
        for (int cut = 0; cut < content.Length; cut++)
        {
            int whole = ends.Count(end => end <= cut);
            var read = await Read(content[..cut], "crawl.warc.wet.gz");
            Assert.Equal(Enumerable.Range(1, Math.Max(0, whole - 1)).Select(WetFile.Uri), read.Ids);
            if (ends.Contains(cut))
                Assert.Empty(read.Rejected);
            else
                Assert.Equal(RejectionReason.Truncated, Assert.Single(read.Rejected).Reason);
        }
    }

    [Fact]
    public async Task A_flipped_byte_anywhere_in_a_plain_file_costs_one_record()
    {
        byte[] content = WetFile.Plain(Records);
        int info = WetFile.Info.Length;
        int size = WetFile.Record(1).Length;
        for (int at = 0; at < content.Length; at++)
        {
            byte[] damaged = [.. content];
            damaged[at] ^= (byte)(1 << (at % 8));
            var read = await Read(damaged, "crawl.wet");
            // The damage of a separator is that of the record before it.
            int hit = at < info ? 0 : 1 + ((at - info) / size);
            var survivors = Enumerable.Range(1, Records).Where(number => number != hit).Select(WetFile.Text).ToList();
            Assert.True(
                survivors.All(text => read.Accepted.Any(document => document.Text == text)),
                $"byte {at} of record {hit}");
            Assert.InRange(read.Accepted.Count + read.Rejected.Count, Records - 1, Records + 1);
        }
    }

    [Fact]
    public async Task A_plain_file_cut_anywhere_keeps_what_is_before()
    {
        byte[] content = WetFile.Plain(Records);
        int info = WetFile.Info.Length;
        int size = WetFile.Record(1).Length;
        for (int cut = 0; cut < content.Length; cut++)
        {
            var read = await Read(content[..cut], "crawl.wet");
            // Without the blank lines behind it a text is whole.
            int whole = Math.Max(0, (cut + 4 - info) / size);
            Assert.Equal(
                Enumerable.Range(1, whole).Select(WetFile.Text), read.Accepted.Select(document => document.Text));
            Assert.InRange(read.Rejected.Count, 0, 1);
        }
    }

    [Fact]
    public async Task A_frame_of_Zstandard_that_is_cut_keeps_the_frames_before()
    {
        byte[][] frames =
            [.. Enumerable.Range(1,
                3).Select(number => Packed.Zstandard(System.Text.Encoding.UTF8.GetString(WetFile.Record(number))))];
        byte[] content = [.. frames.SelectMany(frame => frame)];
        for (int cut = frames[0].Length + 1; cut < frames[0].Length + frames[1].Length; cut++)
        {
            var read = await Read(content[..cut], "crawl.wet.zst");
            Assert.Equal([WetFile.Uri(1)], read.Ids);
            Assert.Equal(RejectionReason.Truncated, Assert.Single(read.Rejected).Reason);
        }
    }

    [Fact]
    public async Task A_member_lost_in_the_middle_of_a_large_one_keeps_the_records_before()
    {
        byte[] packed = [.. Packed.Gzip(WetFile.Plain(2000)), .. Packed.Gzip(WetFile.Record(2001))];
        packed.AsSpan(packed.Length / 2, 20).Fill(0xFF);
        var read = await Read(packed, "crawl.wet.gz");
        Assert.InRange(read.Accepted.Count, 500, 2001);
        Assert.Equal(WetFile.Uri(2001), read.Accepted[^1].Id);
        Assert.NotEmpty(read.Rejected);
        Assert.InRange(read.Accepted.Count + read.Rejected.Count, 600, 2002);
    }

    [Fact]
    public async Task Any_damage_and_any_size_of_reads_end_well_and_give_the_same()
    {
        var random = new Random(20261);
        byte[] plain = WetFile.Plain(12);
        byte[] gzip = [.. WetFile.Members(12).SelectMany(member => member)];
        for (int round = 0; round < 300; round++)
        {
            bool packed = round % 2 == 0;
            byte[] content = [.. packed ? gzip : plain];
            for (int hits = random.Next(1, 12); hits > 0; hits--)
                content.AsSpan(random.Next(content.Length)).Slice(0, 1).Fill((byte)random.Next(256));
            if (random.Next(4) == 0)
                content = [.. content[..random.Next(content.Length)], .. content[random.Next(content.Length)..]];
            string path = folder.Write(packed ? $"{round}.wet.gz" : $"{round}.wet", content);
            var expected = await Collector.ReadAsync(path);
            int size = random.Next(1, 200);
            var environment =
                new SourceEnvironment { Open = file => new FaultyStream(File.OpenRead(file), () => { }, size) };
            var actual = await Collector.ReadAsync(
                new SourceOptions { BatchBytes = random.Next(1, 900) }, environment, path);
            Assert.Equal(expected.Accepted, actual.Accepted);
            Assert.Equal(
                expected.Rejected.Select(rejection => rejection.Origin),
                actual.Rejected.Select(rejection => rejection.Origin));
        }
    }
}
