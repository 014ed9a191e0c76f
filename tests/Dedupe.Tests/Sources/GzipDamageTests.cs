using System.IO.Compression;
using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

/// <summary>Damaged gzip files are read as an inflater reads them that takes each symbol by itself.</summary>
public sealed class GzipDamageTests : IDisposable
{
    private const int FirstLines = 12;

    private static readonly SourceEnvironment ByMany = new();
    private static readonly SourceEnvironment OneByOne = new() { InflatesByMany = false };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public async Task Lines_with_any_byte_changed_or_cut_anywhere(CompressionLevel level) =>
        await Compare("news.jsonl.gz", Packed.Gzip(Lines(0), level), Packed.Gzip(Lines(FirstLines), level));

    // There a member is a record: the next one is looked for.
    [Fact]
    public async Task Records_with_any_byte_changed_or_cut_anywhere() =>
        await Compare("crawl.warc.wet.gz", Packed.Gzip(Record(0)), Packed.Gzip(Record(1)));

    private async Task Compare(string name, byte[] first, byte[] second)
    {
        byte[] packed = [.. first, .. second];
        var random = new Random(7);
        int told = 0;
        for (int place = 0; place < packed.Length; place++)
        {
            byte[] changed = [.. packed];
            changed[place] ^= (byte)random.Next(1, 256);
            foreach (byte[] bytes in new[] { changed, packed[..place] })
            {
                string path = folder.Write(name, bytes);
                var read = await Collector.ReadAsync(new SourceOptions(), ByMany, path);
                var plain = await Collector.ReadAsync(new SourceOptions(), OneByOne, path);
                Assert.Equal(plain.Accepted, read.Accepted);
                Assert.Equal(plain.Rejected, read.Rejected);
                Assert.Equal(plain.Places, read.Places);
                told += read.Rejected.Count > 0 ? 1 : 0;
            }
        }

        // A few bytes of a header are free, and between members nothing is missing.
        Assert.InRange(told, (2 * packed.Length) - 40, 2 * packed.Length);
    }

    private static byte[] Lines(int from) =>
        Encoding.UTF8.GetBytes(string.Concat(
            Enumerable.Range(from, FirstLines).Select(i => $"{{\"id\":{i},\"text\":\"{Words(i)}\"}}\n")));

    private static byte[] Record(int number)
    {
        string text = string.Join('\n', Enumerable.Range(number * FirstLines, FirstLines).Select(Words));
        return Encoding.UTF8.GetBytes(
            "WARC/1.0\r\nWARC-Type: conversion\r\n"
            + $"WARC-Target-URI: http://example.com/{number}\r\nContent-Type: text/plain\r\n"
            + $"Content-Length: {text.Length}\r\n\r\n{text}\r\n\r\n");
    }

    private static string Words(int i) => $"story {i * 7919 % 1000} of the year {1900 + i}, again and again and again";
}
