using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources.Wet;

public sealed class WetTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Task<Collector> Read(byte[] content, SourceOptions? options = null, string name = "crawl.warc.wet") =>
        Collector.ReadAsync(options ?? new SourceOptions(), folder.Write(name, content));

    private async Task<Rejection> ReadBetweenGoodRecords(byte[] record)
    {
        var read = await Read([.. WetFile.Info, .. WetFile.Record(1), .. record, .. WetFile.Record(3)]);
        Assert.Equal([WetFile.Uri(1), WetFile.Uri(3)], read.Ids);
        Assert.Equal(4, read.Accepted[1].Origin.Line);
        var rejection = Assert.Single(read.Rejected);
        Assert.Equal(3, rejection.Origin.Line);
        return rejection;
    }

    [Fact]
    public async Task A_record_is_a_document_with_address_host_and_date()
    {
        var read = await Read(WetFile.Plain(2));
        Assert.Empty(read.Rejected);
        Assert.Equal(
            new Taken(
                WetFile.Uri(2), WetFile.Text(2), "", "news2.example",
                new DateTimeOffset(2026, 3, 3, 10, 0, 0, default), new Origin(folder.Root + "/crawl.warc.wet", 3)),
            read.Accepted[1]);
    }

    [Theory]
    [InlineData("crawl.wet")]
    [InlineData("crawl.warc.wet")]
    [InlineData("crawl.warc.wet.gz")]
    [InlineData("crawl.wet.zst")]
    public async Task Every_packing_gives_the_same(string name)
    {
        byte[] content = name switch
        {
            _ when name.EndsWith(".gz", StringComparison.Ordinal) =>
                [.. WetFile.Members(300).SelectMany(member => member)],
            _ when name.EndsWith(".zst", StringComparison.Ordinal) =>
                Packed.Zstandard(Encoding.UTF8.GetString(WetFile.Plain(300))),
            _ => WetFile.Plain(300),
        };
        var read = await Read(content, new SourceOptions { BatchBytes = 700 }, name);
        Assert.Empty(read.Rejected);
        Assert.Equal(Enumerable.Range(1, 300).Select(WetFile.Uri), read.Ids);
        Assert.Equal(Enumerable.Range(1, 300).Select(WetFile.Text), read.Accepted.Select(document => document.Text));
    }

    [Fact]
    public async Task Standard_input_and_one_member_for_all_work_too()
    {
        byte[] packed = Packed.Gzip(WetFile.Plain(50));
        var environment = new SourceEnvironment { OpenStandardInput = () => new MemoryStream(packed) };
        var read = await Collector.ReadAsync(
            new SourceOptions { StandardInputFormat = "wet" }, environment, "-");
        Assert.Empty(read.Rejected);
        Assert.Equal(50, read.Accepted.Count);
    }

    [Fact]
    public async Task Names_in_any_case_folded_lines_and_plain_line_feeds_are_read()
    {
        var read = await Read(Encoding.UTF8.GetBytes(
            "WARC/1.1\nwarc-type:Conversion\nWARC-TARGET-URI:\n <HTTP://user@News.Example:8080/a>\nX-Other: " +
            "one\n\ttwo\nWARC-Date: 2026-03-01\ncontent-length:  5 \n\nwords\n\n"
            + "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:7>\r\nContent-Length: 4\r\n\r\nmore"));
        Assert.Empty(read.Rejected);
        Assert.Equal(
            [("HTTP://user@News.Example:8080/a", "words", "news.example"), ("urn:uuid:7", "more", "")],
            read.Accepted.Select(document => (document.Id, document.Text, document.Source)));
    }

    [Fact]
    public async Task Documents_can_be_known_by_their_record()
    {
        var read = await Read(
            [.. WetFile.Record(1), .. WetFile.Record(1)], new SourceOptions { IdField = "warc-record-id" });
        Assert.Equal(["urn:uuid:00000001", "urn:uuid:00000001"], read.Ids);
    }

    [Fact]
    public async Task What_is_no_text_is_passed_over()
    {
        byte[] other = WetFile.Raw("WARC-Type: response\r\nWARC-Target-URI: https://x.example/", new string('x', 4000));
        var read = await Read(
            [.. WetFile.Info, .. other, .. WetFile.Record(1), .. WetFile.Info],
            new SourceOptions { MaxDocumentBytes = 1000, BatchBytes = 300 });
        Assert.Empty(read.Rejected);
        Assert.Equal([WetFile.Uri(1)], read.Ids);
        Assert.Empty((await Read([])).Accepted);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100_000)]
    [InlineData(int.MaxValue)]
    public async Task A_wrong_length_costs_its_record_only(int length)
    {
        string header = $"WARC-Type: conversion\r\nWARC-Target-URI: {WetFile.Uri(2)}";
        var rejection = await ReadBetweenGoodRecords(WetFile.Raw(header, WetFile.Text(2), length));
        Assert.Equal(length == int.MaxValue ? RejectionReason.Oversized : RejectionReason.Corrupt, rejection.Reason);
        Assert.Contains(
            $"byte {WetFile.Info.Length + WetFile.Record(1).Length}", rejection.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: x\r\n\r\nwords\r\n\r\n", RejectionReason.Corrupt)]
    [InlineData("WARC/1.0\r\nWARC-Type: conversion\r\n\r\nwords\r\n\r\n", RejectionReason.Corrupt)]
    [InlineData("WARC/1.0\r\nno colon\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n", RejectionReason.Corrupt)]
    [InlineData("something else\r\n\r\n", RejectionReason.Corrupt)]
    [InlineData(
        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n", RejectionReason.MissingId)]
    [InlineData(
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <a>\r\nContent-Length: 2\r\n\r\n \n\r\n\r\n",
        RejectionReason.Empty)]
    [InlineData(
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Date: 1\r\nWARC-Date: 2\r\nWARC-Record-ID: <a>\r\nContent-Length: " +
        "1\r\n\r\na\r\n\r\n", RejectionReason.DuplicateKey)]
    public async Task A_broken_record_costs_itself_only(string record, RejectionReason reason) =>
        Assert.Equal(reason, (await ReadBetweenGoodRecords(Encoding.UTF8.GetBytes(record))).Reason);

    [Fact]
    public async Task Bad_UTF8_in_the_text_is_told()
    {
        byte[] record = WetFile.Record(2);
        record[^8] = 0xFF;
        Assert.Equal(RejectionReason.BadEncoding, (await ReadBetweenGoodRecords(record)).Reason);
    }

    [Fact]
    public async Task A_plain_file_is_read_again_from_its_places()
    {
        string path = folder.Write("crawl.wet", WetFile.Plain(40));
        using var buffer = new TextBuffer();
        var again = new Rereader(buffer);
        await foreach (
            var batch in new FileSource([path], new SourceOptions { BatchBytes = 500 })
                .ReadAsync(TestContext.Current.CancellationToken))
        {
            using (batch)
                batch.Read(again);
        }

        Assert.Equal(Enumerable.Range(1, 40).Select(WetFile.Text), again.Texts);
    }

    private sealed class Rereader(TextBuffer buffer) : IDocumentSink
    {
        public List<string> Texts { get; } = [];

        public void Accept(in Document document, Origin origin) =>
            Texts.Add(
                Encoding.UTF8.GetString(
                    document.Place.File!.Read(document.Place.Offset, document.Place.Length, buffer).Span));

        public void Reject(Rejection rejection) => Assert.Fail(rejection.Detail);
    }
}
