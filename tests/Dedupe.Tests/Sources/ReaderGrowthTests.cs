using System.Buffers.Binary;
using System.Text;
using Dedupe.Kernels;
using Dedupe.Sources;
using Dedupe.Sources.Framing;
using Dedupe.Sources.JsonLines;
using Xunit;

namespace Dedupe.Tests.Sources;

/// <summary>
/// Whatever a file is made of, the work for it grows as the file does. Bytes and calls are counted, no time is taken.
/// </summary>
public sealed class ReaderGrowthTests
{
    private const double MostGrowth = 2.3;

    public static TheoryData<string> Packings =>
        ["a name", "a comment", "extra fields", "empty members", "members of one byte"];

    public static TheoryData<string> Lines =>
        ["fields", "one key", "an escaped key", "escaped text", "nested lists", "nested deeply", "no end", "two texts",
            "another encoding"];

    [Theory]
    [MemberData(nameof(Packings))]
    public async Task Packed_files_take_calls_in_proportion(string shape)
    {
        var (calls, bytes) = (new List<double>(), new List<double>());
        foreach (int size in (int[])[1 << 18, 1 << 19, 1 << 20, 1 << 21])
        {
            using var inner = new CountingReader(Pack(shape, size));
            using var reader = new GzipReader(inner);
            byte[] room = new byte[1 << 16];
            while (await reader.ReadAsync(room, TestContext.Current.CancellationToken) > 0)
            {
            }

            calls.Add(inner.Calls);
            bytes.Add(inner.Bytes);
            Assert.Equal(inner.Length, inner.Bytes);
        }

        AssertLinear(calls.Skip(1));
        AssertLinear(bytes.Skip(1));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_is_scanned_and_kept_once(string shape)
    {
        var (scanned, allocated) = (new List<double>(), new List<double>());
        foreach (int size in (int[])[1 << 16, 1 << 17, 1 << 18, 1 << 19])
        {
            byte[] line = Line(shape, size);
            var scanner = new CountingScanner();
            using var reader = new JsonLineReader(new RecordFields(new SourceOptions()), scanner);
            var sink = new CountingSink();
            long before = GC.GetAllocatedBytesForCurrentThread();
            reader.Read(line, new Origin("a", 1), sink);
            allocated.Add(GC.GetAllocatedBytesForCurrentThread() - before);
            scanned.Add(scanner.Taken);
            Assert.Equal(1, sink.Told);
            // Once more when it was decoded, and may be longer then.
            Assert.InRange(scanner.Taken, 0, 3L * line.Length);
        }

        AssertLinear(scanned.Skip(1).Where(count => count > 0));
        // Pools hand out powers of two, and give them back.
        Assert.True(allocated[^1] <= (3 * allocated[^2]) + (1 << 20), string.Join(", ", allocated));
    }

    [Theory]
    [InlineData("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 1\r\n\r\na\r\n\r\n")]
    [InlineData("WARC/1.0\r\nContent-Length: 999999\r\n\r\nWARC/1.")]
    [InlineData("\r\n")]
    [InlineData("WARC/1.WARC/1.0")]
    [InlineData("WARC/1.0\r\nContent-Length: 9\r\n\r\na\r\n\r\n")]
    public void Records_take_steps_in_proportion(string piece)
    {
        var steps = new List<double>();
        foreach (int size in (int[])[1 << 17, 1 << 18, 1 << 19])
        {
            byte[] file = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, size / piece.Length)));
            var framer = new RecordFramer(1 << 20);
            var (at, count) = (0, 1);
            for (; framer.TryNext(file.AsMemory(at), at, last: true, out var frame); count++)
                at += frame.Taken;
            Assert.Equal(file.Length, at);
            steps.Add(count + framer.HeaderBytes);
        }

        AssertLinear(steps);
    }

    private static void AssertLinear(IEnumerable<double> counts)
    {
        double[] all = [.. counts];
        for (int at = 1; at < all.Length; at++)
            Assert.True(all[at] <= (MostGrowth * all[at - 1]) + 8, string.Join(", ", all));
    }

    private static byte[] Pack(string shape, int size)
    {
        byte[] empty = Packed.Gzip([]);
        byte[] body = empty[10..];
        var file = new List<byte>();
        switch (shape)
        {
            case "a name" or "a comment":
                file.AddRange([0x1F, 0x8B, 8, (byte)(shape == "a name" ? 8 : 16), 0, 0, 0, 0, 0, 3]);
                file.AddRange(Enumerable.Repeat((byte)'n', size));
                file.Add(0);
                file.AddRange(body);
                break;
            case "extra fields":
                byte[] length = new byte[2];
                BinaryPrimitives.WriteUInt16LittleEndian(length, ushort.MaxValue);
                while (file.Count < size)
                    file.AddRange(
                        [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 3, .. length, .. new byte[ushort.MaxValue], .. body]);
                break;
            default:
                byte[] member = shape == "empty members" ? empty : Packed.Gzip("a");
                while (file.Count < size)
                    file.AddRange(member);
                break;
        }

        return [.. file];
    }

    private static byte[] Line(string shape, int size)
    {
        const string End = "\"id\":1,\"text\":\"some words\"}";
        string text = shape switch
        {
            "fields" => "{" + string.Concat(Enumerable.Range(0, size / 8).Select(field => $"\"{field}\":1,")) + End,
            "one key" => "{\"" + new string('k', size) + "\":1," + End,
            "an escaped key" => "{\"" + string.Concat(Enumerable.Repeat("\\u0041", size / 6)) + "\":1," + End,
            "escaped text" => "{\"id\":1,\"text\":\""
                + string.Concat(Enumerable.Repeat("\\u0041\\ud83d\\ude00 ", size / 19)) + "\"}",
            "nested lists" => "{\"a\":[" + string.Concat(Enumerable.Repeat("{\"b\":[1]},", size / 10)) + "1]," + End,
            "nested deeply" => "{\"a\":" + new string('[', size),
            "no end" => "{\"id\":1,\"text\":\"" + new string('x', size),
            "two texts" => "{\"text\":\"" + new string('x', size / 2)
                + "\",\"text\":\"" + new string('y', size / 2) + "\",\"id\":1}",
            _ => "{\"id\":1,\"text\":\"" + string.Concat(Enumerable.Repeat("schöne Grüße ", size / 13)) + "\"}",
        };
        return shape == "another encoding" ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text);
    }

    private sealed class CountingReader(byte[] content) : ByteReader
    {
        private const int Most = 4096;

        public int Length => content.Length;

        public int Calls { get; private set; }

        public int Bytes { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
        {
            int count = Math.Min(Most, Math.Min(destination.Length, content.Length - Bytes));
            content.AsMemory(Bytes, count).CopyTo(destination);
            Calls++;
            Bytes += count;
            return ValueTask.FromResult(count);
        }

        protected override void Dispose(bool disposing)
        {
        }
    }

    private sealed class CountingScanner : StringScanner
    {
        private readonly StringScanner inner = For(KernelWidth.Scalar);

        public long Taken { get; private set; }

        public override bool TryTake(
            ReadOnlySpan<byte> text, Span<byte> output, out int taken, out int written, out bool ascii)
        {
            bool good = inner.TryTake(text, output, out taken, out written, out ascii);
            Taken += good ? taken : text.Length;
            return good;
        }
    }

    private sealed class CountingSink : IDocumentSink
    {
        public int Told { get; private set; }

        public void Accept(in Document document, Origin origin) => Told++;

        public void Reject(Rejection rejection) => Told++;
    }
}
