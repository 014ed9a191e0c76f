using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>Texts of Common Crawl through the command.</summary>
public sealed class CliWetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task CopiesInAPackedCrawlAreFoundAndDamageIsTold()
    {
        var input = Path.Combine(folder.Path, "crawl.warc.wet.gz");
        byte[] broken = Packed("https://lost.example/", Cli.Harbour);
        broken[broken.Length / 2] ^= 0xFF;
        File.WriteAllBytes(
            input,
            [.. Packed("https://a.example/one", Cli.Harbour), .. broken,
                .. Packed("https://b.example/two", Cli.Harbour), .. Packed("https://c.example/", Cli.Orchard)]);
        var output = Path.Combine(folder.Path, "out");

        var run = await Cli.Run("cluster", input, "-o", output);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"rejected {input}:2 corrupt", run.Error, StringComparison.Ordinal);
        using var cluster =
            JsonDocument.Parse(Assert.Single(File.ReadAllLines(Path.Combine(output, "clusters.jsonl"))));
        Assert.Equal("https://a.example/one", cluster.RootElement.GetProperty("representative").GetString());
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "summary.json")));
        Assert.Equal((4, 3, 1), (Number("read"), Number("accepted"), Number("rejected")));

        int Number(string name) => summary.RootElement.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task StandardInputCanHoldRecords()
    {
        var input = folder.Write(
            "crawl",
            Encoding.UTF8.GetString(
                Record("https://a.example/", Cli.Harbour)) + Encoding.UTF8.GetString(
                    Record("https://b.example/", Cli.Harbour)));

        var run = (await Cli.RunFrom(input, "cluster", "-", "--stdin-format", "wet")).Succeeded();

        Assert.Contains("2 documents, 1 cluster, 1 duplicate, 0 rejected", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneAddressTwiceIsADuplicateIdUnlessRecordsAreKnownByTheirOwn()
    {
        var input = folder.Write(
            "crawl.wet",
            Encoding.UTF8.GetString(
                Record("https://a.example/", Cli.Harbour, 1)) + Encoding.UTF8.GetString(
                    Record("https://a.example/", Cli.Harbour, 2)));

        Assert.Contains("duplicate-id", (await Cli.Run("cluster", input)).Error, StringComparison.Ordinal);
        Assert.Contains(
            "2 documents, 1 cluster", (await Cli.Run("cluster", input, "--id-field", "WARC-Record-ID")).Output,
            StringComparison.Ordinal);
    }

    private static byte[] Record(string uri, string text, int number = 1) => Encoding.UTF8.GetBytes(
        $"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {uri}\r\nWARC-Record-ID: " +
        $"<urn:uuid:{number}>\r\nWARC-Date: 2026-03-01T10:00:00Z\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(text)}\r\n\r\n{text}\r\n\r\n");

    private static byte[] Packed(string uri, string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
            stream.Write(Record(uri, text));
        return packed.ToArray();
    }
}
