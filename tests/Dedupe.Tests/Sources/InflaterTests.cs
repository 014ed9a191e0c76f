using System.IO.Compression;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class InflaterTests
{
    public static TheoryData<CompressionLevel> Levels =>
        [CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal,
            CompressionLevel.SmallestSize];

    // Text-like, noise, runs, and matches far back: every kind of block and code.
    internal static byte[] Sample(Random random, int size)
    {
        byte[] data = new byte[size];
        int kind = random.Next(4);
        for (int i = 0; i < size; i++)
        {
            data[i] = kind switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(97 + Math.Min(random.Next(26), random.Next(26))),
                2 => (byte)(i >> 7),
                _ => i >= 30_000 && random.Next(50) != 0 ? data[i - 30_000] : (byte)random.Next(256),
            };
        }

        return data;
    }

    internal static byte[] Deflate(byte[] data, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var stream = new DeflateStream(packed, level, leaveOpen: true))
            stream.Write(data);
        return packed.Length == 0 ? [3, 0] : packed.ToArray();
    }

    // Hands the input over in pieces of any size from the look-ahead on, as its contract asks.
    private static (InflateStatus Status, byte[] Output, int Used) Run(
        byte[] packed, Func<int> piece, bool byMany = true)
    {
        using var inflater = new Inflater(byMany);
        inflater.Reset();
        var output = new List<byte>();
        int position = 0;
        while (true)
        {
            int length = Math.Min(packed.Length - position, piece());
            bool last = position + length == packed.Length;
            var status = inflater.Inflate(packed.AsSpan(position, length), last, out int used);
            position += used;
            output.AddRange(inflater.Output.Span);
            if (status != InflateStatus.More)
                return (status, output.ToArray(), position);
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void It_unpacks_what_others_packed_and_stops_at_the_very_end(CompressionLevel level)
    {
        var random = new Random(11);
        foreach (int size in new[] { 0, 1, 2, 100, 5000, 32768, 70_000, 300_000 })
        {
            for (int round = 0; round < 4; round++)
            {
                byte[] data = Sample(random, size);
                byte[] packed = Deflate(data, level);
                byte[] tail = new byte[random.Next(2000)];
                random.NextBytes(tail);
                var (status, output, used) = Run([.. packed, .. tail], () => random.Next(Inflater.Lookahead, 3000));
                Assert.Equal(InflateStatus.Done, status);
                Assert.Equal(packed.Length, used);
                Assert.Equal(data, output);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Cut_anywhere_it_is_truncated_and_what_came_out_is_the_start(CompressionLevel level)
    {
        var random = new Random(5);
        for (int round = 0; round < 4; round++)
        {
            byte[] data = Sample(random, 1500);
            byte[] packed = Deflate(data, level);
            for (int cut = 0; cut < packed.Length; cut++)
            {
                var (status, output, _) = Run(packed[..cut], () => 4096);
                Assert.Equal(InflateStatus.Truncated, status);
                Assert.Equal(data[..output.Length], output);
            }
        }
    }

    [Fact]
    public void Damaged_data_gives_the_verdict_of_the_reference_or_its_bytes()
    {
        var random = new Random(3);
        int told = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] packed = Deflate(Sample(random, random.Next(1, 3000)), (CompressionLevel)random.Next(4));
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                packed[random.Next(packed.Length)] ^= (byte)(1 << random.Next(8));
            var (status, output, _) = Run(packed, () => 8192);
            var (failed, reference) = Reference(packed);
            Assert.Equal(failed, status == InflateStatus.Corrupt);
            if (failed)
                told++;
            else
                Assert.Equal(reference, output);
        }

        Assert.InRange(told, 100, 2900);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Any_byte_damaged_and_any_cut_is_told_as_symbol_by_symbol(CompressionLevel level)
    {
        var random = new Random(8);
        for (int round = 0; round < 8; round++)
        {
            byte[] packed = Deflate(Sample(random, 1200), level);
            for (int place = 0; place < packed.Length; place++)
            {
                byte[] damaged = [.. packed];
                damaged[place] ^= (byte)random.Next(1, 256);
                foreach (byte[] bytes in new[] { damaged, packed[..place] })
                {
                    var (status, output, used) = Run(bytes, () => 4096);
                    var (plainStatus, plainOutput, plainUsed) = Run(bytes, () => 4096, byMany: false);
                    Assert.Equal((plainStatus, plainUsed), (status, used));
                    Assert.Equal(plainOutput, output);
                }
            }
        }
    }

    private static (bool Failed, byte[] Output) Reference(byte[] packed)
    {
        using var output = new MemoryStream();
        try
        {
            using var stream = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            stream.CopyTo(output);
            return (false, output.ToArray());
        }
        catch (InvalidDataException)
        {
            return (true, []);
        }
    }
}
