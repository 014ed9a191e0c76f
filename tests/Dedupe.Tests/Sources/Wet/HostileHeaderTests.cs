using System.Text;
using Dedupe.Sources.Framing;
using Xunit;

namespace Dedupe.Tests.Sources.Wet;

/// <summary>Headers that somebody made to be slow or large: what is read of them is counted.</summary>
public sealed class HostileHeaderTests
{
    private const string Start = "WARC/1.0\r\n";

    [Theory]
    [InlineData("WARC/1.0\n")]
    [InlineData("WARC/1.0\na:WARC/1.0\n")]
    [InlineData("WARC/1.0\nContent-Length: 3\n WARC/1.0\n")]
    [InlineData("WARC/1.0\nContent-Length: 3\n\nWARC/1.0\na:")]
    public void Headers_of_lost_records_are_read_a_few_times_at_most(string piece)
    {
        var steps = new List<double>();
        foreach (int bytes in (int[])[1 << 22, 1 << 23])
        {
            byte[] file = Encoding.ASCII.GetBytes(
                Start + string.Concat(Enumerable.Repeat(piece, bytes / piece.Length)));
            var framer = new RecordFramer(1 << 20);
            int at = 0;
            while (framer.TryNext(file.AsMemory(at), at, last: true, out var frame))
                at += frame.Taken;
            Assert.Equal(file.Length, at);
            Assert.InRange(framer.HeaderBytes, 0, (5L * file.Length) + (8 << 20));
        }
    }

    [Fact]
    public void A_folded_value_is_written_once_and_read_whole()
    {
        string text = Start + "WARC-Target-URI: http://a/\r\n" + string.Concat(
            Enumerable.Range(0, 900).Select(line => $" {line}\r\n")) + "\r\n";
        Assert.True(WarcHeader.Read(Encoding.ASCII.GetBytes(text), out var header));
        Assert.Equal(
            "http://a/ " + string.Join(' ', Enumerable.Range(0, 900)),
            Encoding.ASCII.GetString(header[WarcField.TargetUri].Span));
        long before = GC.GetAllocatedBytesForCurrentThread();
        WarcHeader.Read(Encoding.ASCII.GetBytes(text), out _);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 * text.Length);
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(998, true)]
    public void A_header_of_too_many_lines_is_none(int lines, bool good)
    {
        string text = Start + string.Concat(Enumerable.Repeat("a:b\r\n", lines)) + "Content-Length: 0\r\n\r\n";
        Assert.Equal(good, WarcHeader.Read(Encoding.ASCII.GetBytes(text), out var header));
        Assert.Equal(!good, header.IsTooLarge);
    }

    [Fact]
    public async Task A_record_with_too_large_a_header_is_told_and_the_next_one_is_read()
    {
        using var folder = new TempFolder();
        string Record(string more, string text) =>
            $"{Start}WARC-Type: conversion\r\nWARC-Target-URI: http://a/{text}\r\nContent-Length: " +
            $"{text.Length}\r\n{more}\r\n{text}\r\n\r\n";
        foreach (string more in (string[])[string.Concat(Enumerable.Repeat("x: y\r\n", 5000)),
            "x: " + new string('y', 70_000) + "\r\n", "x: y\r\n" + string.Concat(Enumerable.Repeat(" z\r\n", 3000))])
        {
            var read = await Collector.ReadAsync(
                folder.Write("crawl.wet", Record("", "one") + Record(more, "two") + Record("", "three")));
            Assert.Equal(["one", "three"], read.Accepted.Select(document => document.Text));
            Assert.Contains("1000 lines", read.Only(RejectionReason.Corrupt).Detail, StringComparison.Ordinal);
        }
    }
}
