using System.Text;
using Dedupe.Sources;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class EncodingTests : IDisposable
{
    private const string German =
        "Der Stadtrat beschloss am Dienstag, die Brücke auch während des Winters für Lastkähne zu öffnen. Über die " +
        "Höhe der Kosten wird später entschieden.";
    private const string Russian =
        "Городской совет во вторник решил оставить мост открытым на всю зиму. По данным властей, работы обойдутся " +
        "дорого.";
    private const string Japanese = "市議会は火曜日、冬の間も橋を開いておくことを決めた。当局によると、工事には約十一億円かかる見通しだという。";
    private const string Chinese = "市议会星期二决定整个冬天都让大桥保持开放。据当局表示，工程费用大约需要一千一百万元。";
    private const string Greek =
        "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να μείνει ανοιχτή η γέφυρα όλο τον χειμώνα.";
    private const string English =
        "The council voted to keep the bridge open, the mayor\u2019s office said \u2014 \u201cat a cost of \u00a32 " +
        "million\u201d.";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("windows-1252", German)]
    [InlineData("iso-8859-1", German)]
    [InlineData("windows-1252", English)]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("gb18030", Chinese)]
    [InlineData("iso-8859-7", Greek)]
    [InlineData("utf-16le", German)]
    [InlineData("utf-16be", German)]
    [InlineData("utf-16le", Russian)]
    [InlineData("utf-16be", Japanese)]
    [InlineData("utf-32le", Japanese)]
    [InlineData("utf-32be", English)]
    public async Task A_text_in_another_encoding_is_read_as_what_it_says(string encoding, string text)
    {
        byte[] bytes = TextEncodings.Find(encoding)!.GetBytes(text);
        string path = folder.Write("story.txt", bytes);
        var read = await Collector.ReadAsync(path);
        Assert.Equal(text, Assert.Single(read.Accepted).Text);
        // Its bytes are not the text: it is kept, and not read from there again.
        Assert.Null(Assert.Single(read.Places));
        Assert.NotEqual(0, Assert.Single(read.CodePages));

        // To name the encoding gives the same; to want UTF-8 gives none.
        Assert.Equal(
            text,
            Assert.Single((await Collector.ReadAsync(new SourceOptions { Encoding = encoding }, path)).Accepted).Text);
        if (!bytes.Contains((byte)0))
            (await Collector.ReadAsync(new SourceOptions { Encoding = "utf-8" }, path))
                .Only(RejectionReason.BadEncoding);
    }

    [Theory]
    [InlineData("windows-1252", German)]
    [InlineData("koi8-r", Russian)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("gb18030", Chinese)]
    [InlineData("utf-16le", German)]
    [InlineData("utf-16be", Japanese)]
    [InlineData("utf-32le", Russian)]
    [InlineData("utf-32be", German)]
    public async Task Json_lines_in_another_encoding_are_read_whole_and_packed(string encoding, string text)
    {
        string lines = string.Concat(Enumerable.Range(1, 20).Select(number =>
            $$"""{"id": {{number}}, "text": "{{text}} {{number}}", "n": "{{text}}"}""" + "\n"));
        byte[] bytes = TextEncodings.Find(encoding)!.GetBytes(lines);
        foreach (string path in (string[])[folder.Write("news.jsonl", bytes),
            folder.Write("news.jsonl.gz", Packed.Gzip(bytes))])
        {
            var read = await Collector.ReadAsync(new SourceOptions { BatchBytes = 700 }, path);
            Assert.Empty(read.Rejected);
            Assert.Equal(
                Enumerable.Range(1, 20).Select(number => $"{text} {number}"),
                read.Accepted.Select(document => document.Text));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE }, "utf-16le")]
    [InlineData(new byte[] { 0xFE, 0xFF }, "utf-16be")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 0 }, "utf-32le")]
    [InlineData(new byte[] { 0, 0, 0xFE, 0xFF }, "utf-32be")]
    public async Task A_mark_tells_the_encoding_whatever_is_named(byte[] mark, string encoding)
    {
        byte[] bytes = [.. mark, .. TextEncodings.Find(encoding)!.GetBytes(Japanese + "𝄞")];
        string path = folder.Write("story.txt", bytes);
        foreach (string named in (string[])["auto", "utf-8", "koi8-r", "utf-16be"])
            Assert.Equal(
                Japanese + "𝄞",
                Assert.Single((await Collector.ReadAsync(new SourceOptions { Encoding = named }, path)).Accepted).Text);
    }

    [Fact]
    public async Task A_record_of_a_wet_file_is_decoded_by_itself()
    {
        var records = new List<byte>();
        foreach (var (number, block) in new[] { (1, Encoding.UTF8.GetBytes(German)),
            (2, TextEncodings.Find("koi8-r")!.GetBytes(Russian)) })
        {
            records.AddRange(
                Encoding.ASCII.GetBytes(
                    $"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a/{number}\r\nContent-Length: " +
                    $"{block.Length}\r\n\r\n"));
            records.AddRange(block);
            records.AddRange("\r\n\r\n"u8.ToArray());
        }

        var read = await Collector.ReadAsync(folder.Write("crawl.wet", [.. records]));
        Assert.Equal([German, Russian], read.Accepted.Select(document => document.Text));
    }

    [Theory]
    [InlineData("Dvo\u0159\u00e1k played", "windows-1250")]
    [InlineData("a word \u043c\u0438\u0440 only", "koi8-r")]
    [InlineData("\u00f1", "windows-1252")]
    public async Task Too_little_to_tell_by_is_rejected_with_the_guess(string text, string encoding)
    {
        string path = folder.Write("story.txt", TextEncodings.Find(encoding)!.GetBytes(text));
        var detail = (await Collector.ReadAsync(path)).Only(RejectionReason.BadEncoding).Detail!;
        Assert.Contains("--encoding", detail, StringComparison.Ordinal);
        Assert.Equal(
            text,
            Assert.Single((await Collector.ReadAsync(new SourceOptions { Encoding = encoding }, path)).Accepted).Text);
    }

    [Fact]
    public async Task What_is_valid_utf8_is_never_anything_else()
    {
        string all = string.Join(' ', German, Russian, Japanese, Chinese, Greek, English);
        string path = folder.Write("story.txt", all);
        string text = all.Replace("\"", "'", StringComparison.Ordinal);
        string lines = folder.Write("news.jsonl", $$"""{"id": 1, "text": "{{text}}"}""");
        foreach (string named in (string[])["auto", "utf-8", "koi8-r", "shift_jis", "windows-1252"])
        {
            var read = await Collector.ReadAsync(new SourceOptions { Encoding = named }, path, lines);
            Assert.Equal(2, read.Accepted.Count);
            Assert.Contains(read.Accepted, document => document.Text == all);
            Assert.All(read.CodePages, codePage => Assert.Equal(0, codePage));
        }
    }

    [Fact]
    public async Task Seven_bits_with_escapes_are_read_when_they_are_named()
    {
        var iso = TextEncodings.Find("iso-2022-jp")!;
        string path = folder.Write("story.txt", iso.GetBytes(Japanese));
        string lines = folder.Write("news.jsonl", iso.GetBytes($$"""{"id": 1, "text": "{{Japanese}}"}""" + "\n"));
        var read = await Collector.ReadAsync(new SourceOptions { Encoding = "iso-2022-jp" }, path, lines);
        Assert.Equal([Japanese, Japanese], read.Accepted.Select(document => document.Text));
    }

    [Theory]
    [InlineData("{\"id\":1,\"text\":\"a \\ud800 b\"}")]
    [InlineData("{\"id\":1,\"text\":\"a \\udc00\\ud800 b\"}")]
    [InlineData("{\"id\":\"\\ud800\",\"text\":\"a\"}")]
    public async Task Half_of_a_pair_is_no_text(string line) =>
        (await Collector.ReadAsync(folder.Write("news.jsonl", line))).Only(RejectionReason.BadEncoding);

    [Fact]
    public void Different_bytes_are_never_the_same_text_by_a_replacement()
    {
        var random = new System.Random(1);
        var seen = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string encoding in (string[])["auto", "windows-1252", "windows-1253", "shift_jis", "gb18030", "euc-kr",
            "koi8-r", "utf-16le", "utf-32be"])
        {
            var decoder = new TextDecoder(encoding);
            for (int i = 0; i < 2000; i++)
            {
                byte[] bytes = new byte[random.Next(1, 60)];
                random.NextBytes(bytes);
                if (!decoder.Concerns(bytes) || decoder.TryDecode(bytes) is not null)
                    continue;
                // GB 18030 has a code for U+FFFD itself.
                string text = Encoding.UTF8.GetString(decoder.Decoded.Span);
                Assert.True(encoding == "gb18030" || !text.Contains('\uFFFD', StringComparison.Ordinal), encoding);
                Assert.Equal(
                    bytes,
                    decoder.CodePage is 1200 or 12001 or 1252
                        ? TextEncodings.Find(decoder.CodePage)!.GetBytes(text)
                        : bytes);
            }
        }
    }

    [Fact]
    public void A_text_of_any_sentences_is_itself_or_is_rejected()
    {
        string[] words = string.Join(' ', German, English).Split(' ');
        var texts = Gen.NonEmptyListOf(Gen.Elements(words)).Select(list => string.Join(' ', list));
        foreach (string encoding in (string[])["windows-1252", "utf-16le", "utf-16be", "utf-32le"])
        {
            var into = TextEncodings.Find(encoding)!;
            Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(texts), text =>
            {
                var decoder = new TextDecoder("auto");
                byte[] bytes = into.GetBytes(text);
                return !decoder.Concerns(bytes)
                    || decoder.TryDecode(bytes) is not null
                    || Encoding.UTF8.GetString(decoder.Decoded.Span) == text;
            }));
        }
    }

    [Fact]
    public void An_unknown_name_is_refused() =>
        Assert.Contains(
            "windows-1252",
            Assert.Throws<ArgumentException>(
                () => new FileSource(["x"], new SourceOptions { Encoding = "latin9000" })).Message,
                StringComparison.Ordinal);
}
