using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>
/// Texts in other encodings than UTF-8: filtering reads them as the run did, so that a kept copy is never taken for
/// what cannot be read.
/// </summary>
public sealed class FilterEncodingTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Éllery turned back on Monday after its pilot, José Müller, saw smoke above the " +
        "“engine " +
        "room” and called the coast guard for help.";

    private const string Pears =
        "Growers in the Tamsín valley began to pick their pears two weeks early after the driest summer since " +
        "records were kept – in cafés they talk of little else.";

    private const string Russian =
        "Паром в порт Эллери повернул назад в понедельник, " +
        "после того как капитан увидел дым над машинным отделением " +
        "и вызвал береговую охрану. Никто из ста двадцати " +
        "пассажиров не пострадал, сообщила компания, а " +
        "расследование причин пожара начнётся во вторник утром.";

    private const string Chinese =
        "星期一，开往埃勒里港的渡轮在船长看到机舱上方冒烟" +
        "并呼叫海岸警卫队求助后返航。公司表示，" +
        "一百二十名乘客均未受伤，火灾原因的调查将于星期二上午开始。" +
        "当地渔民说，这是今年第三次发生类似的事故，" +
        "他们要求港务局检查所有的船只，并公布检查结果。";

    private readonly TempFolder folder = new();

    private string Run => folder.Root + "/run";

    private string In => folder.Root + "/in";

    private string Output => folder.Root + "/clean";

    public void Dispose() => folder.Dispose();

    private static string Line(string id, string text) => $"{{\"id\":\"{id}\",\"text\":\"{text}\"}}";

    // Without a mark.
    private static Encoding Find(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? name switch
    {
        "utf-16le" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        "utf-32le" => new UTF32Encoding(bigEndian: false, byteOrderMark: false),
        _ => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
    };

    // What filtering says must be what the run said, whatever is dropped.
    private async Task<FilterResult> Filter(bool dropRejected, SourceOptions? source = null, bool parts = false)
    {
        var token = TestContext.Current.CancellationToken;
        var job = new JobOptions { Inputs = [In], OutputDirectory = Run, Source = source ?? new SourceOptions() };
        var run = await new DedupeJob(parts ? job with { PartBytes = 300 } : job).RunAsync(null, token);
        var result = await new FilterJob(
            new FilterOptions
            {
                RunDirectory = Run,
                Inputs = [In],
                OutputDirectory = Output,
                DropRejected = dropRejected
            }).RunAsync(token);
        Assert.Equal((run.Summary.Read, run.Summary.Rejected), (result.Counts.Read, result.Counts.Rejected));
        Assert.Equal(
            run.Rejections.Select(static rejection => (rejection.Origin, rejection.Reason)),
            result.Rejections.Select(static rejection => (rejection.Origin, rejection.Reason)));
        Assert.Equal(0, result.NotMet);
        return result;
    }

    [Theory]
    [InlineData("windows-1252", "auto", false)]
    [InlineData("windows-1252", "auto", true)]
    [InlineData("windows-1252", "windows-1252", true)]
    [InlineData("utf-16le", "auto", false)]
    [InlineData("utf-16le", "auto", true)]
    [InlineData("utf-16be", "auto", true)]
    [InlineData("utf-16be", "utf-16be", true)]
    [InlineData("utf-16le", "utf-16", true)]
    [InlineData("utf-32le", "auto", true)]
    [InlineData("utf-32be", "auto", true)]
    public async Task LinesWithoutAMarkStayTheSameBytes(string name, string option, bool dropRejected)
    {
        var encoding = Find(name);
        byte[] kept = encoding.GetBytes(Line("a", Ferry) + "\r\n");
        byte[] broken = encoding.GetBytes("{broken\n");
        byte[] last = encoding.GetBytes(Line("c", Pears));
        folder.Write("in/news.jsonl", [.. kept, .. encoding.GetBytes(Line("b", Ferry) + "\n"), .. broken, .. last]);

        var result = await Filter(dropRejected, new SourceOptions { Encoding = option });

        Assert.Equal(new FilterCounts(2, 1, 1), result.Counts);
        Assert.Equal([.. kept, .. dropRejected ? [] : broken, .. last], File.ReadAllBytes(Output + "/news.jsonl"));
    }

    [Theory]
    [InlineData("utf-16le", new byte[] { 0xFF, 0xFE })]
    [InlineData("utf-16be", new byte[] { 0xFE, 0xFF })]
    [InlineData("utf-32le", new byte[] { 0xFF, 0xFE, 0, 0 })]
    [InlineData("utf-32be", new byte[] { 0, 0, 0xFE, 0xFF })]
    public async Task LinesBehindAMarkStayTheSameBytes(string name, byte[] mark)
    {
        var encoding = Find(name);
        // Its bytes are parts of line ends: U+0A0A, and in UTF-32 U+10A00.
        byte[] kept = encoding.GetBytes(Line("a", Ferry + " \u0a0a\u010a\ud802\ude00") + "\n");
        byte[] invalid =
            name switch { "utf-16le" => [0, 0xD8], "utf-16be" => [0xD8, 0], _ => [0xFF, 0xFF, 0xFF, 0xFF] };
        byte[] lone = [.. encoding.GetBytes("{\"id\":\"x\",\"text\":\""), .. invalid, .. encoding.GetBytes("\"}\n")];
        byte[] half = [.. encoding.GetBytes(Line("c", Pears)), 0];
        folder.Write(
            "in/news.jsonl",
            [.. mark, .. kept, .. encoding.GetBytes(Line("b", Ferry + " \u0a0a\u010a\ud802\ude00") + "\n"), .. lone,
            .. half]);

        var result = await Filter(dropRejected: false);

        Assert.Equal(new FilterCounts(1, 1, 2), result.Counts);
        Assert.Equal([.. mark, .. kept, .. lone, .. half], File.ReadAllBytes(Output + "/news.jsonl"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EachLineMayBeInAnotherEncoding(bool parts)
    {
        byte[] latin = [.. Find("windows-1252").GetBytes(Line("a", Ferry)), (byte)'\n'];
        byte[] other = Encoding.UTF8.GetBytes(Line("c", Pears) + "\n");
        byte[] bad = [.. "{\"id\":\"x\",\"text\":\"\u0001"u8, 0x81, 0x8D, .. "\"}\n"u8];
        folder.Write("in/news.jsonl", [.. latin, .. Encoding.UTF8.GetBytes(Line("b", Ferry) + "\n"), .. other, .. bad]);

        var result = await Filter(dropRejected: true, parts: parts);

        Assert.Equal(new FilterCounts(2, 1, 1), result.Counts);
        Assert.Equal([.. latin, .. other], File.ReadAllBytes(Output + "/news.jsonl"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatTheRunWasToldToRejectIsRejectedAgain(bool dropRejected)
    {
        byte[] latin = [.. Find("windows-1252").GetBytes(Line("a", Ferry)), (byte)'\n'];
        byte[] kept = Encoding.UTF8.GetBytes(Line("b", Ferry) + "\n");
        folder.Write("in/news.jsonl", [.. latin, .. kept, .. Encoding.UTF8.GetBytes(Line("c", Ferry) + "\n")]);

        var result = await Filter(dropRejected, new SourceOptions { Encoding = "utf-8" });

        Assert.Equal(new FilterCounts(1, 1, 1), result.Counts);
        Assert.Equal([.. dropRejected ? [] : latin, .. kept], File.ReadAllBytes(Output + "/news.jsonl"));
    }

    [Theory]
    [InlineData("gb18030", "auto")]
    [InlineData("gb18030", "gb18030")]
    [InlineData("koi8-r", "auto")]
    [InlineData("koi8-r", "koi8-r")]
    [InlineData("utf-16le", "auto")]
    public async Task TextFilesStayTheSameBytes(string name, string option)
    {
        byte[] text = Find(name).GetBytes(name[0] == 'g' ? Chinese : Russian);
        folder.Write("in/a.txt", text);
        folder.Write("in/b.txt", text);
        folder.Write("in/broken.txt", [0x81, 0xFF, 0x30, 0xFF]);
        folder.Write(
            "in/plain.txt", "The council of Lower Sandrik voted on Monday to keep the old bridge, and to paint it.");

        var result = await Filter(dropRejected: true, new SourceOptions { Encoding = option });

        Assert.Equal(1, result.Counts.Removed);
        Assert.Equal(text, File.ReadAllBytes(Output + "/a.txt"));
        Assert.False(File.Exists(Output + "/b.txt"));
        Assert.True(File.Exists(Output + "/plain.txt"));
    }

    [Fact]
    public async Task TheLimitOfALineIsThatOfItsText()
    {
        // 600 characters are 1,200 bytes here and 600 there; 400 of another script are 800 here and 1,200 there.
        var encoding = Find("utf-16le");
        byte[] kept = encoding.GetBytes(Line("a", Ferry + new string('x', 400)) + "\n");
        byte[] large = encoding.GetBytes(Line("b", new string('海', 400)) + "\n");
        byte[] larger = encoding.GetBytes(Line("l", new string('x', 300_000)) + "\n");
        folder.Write(
            "in/news.jsonl",
            [.. kept, .. large, .. larger, .. encoding.GetBytes(Line("c", Ferry + new string('x', 400)) + "\n")]);

        var result = await Filter(dropRejected: false, new SourceOptions { MaxDocumentBytes = 1000 });

        Assert.Equal(new FilterCounts(1, 1, 2), result.Counts);
        Assert.Equal([.. kept, .. large, .. larger], File.ReadAllBytes(Output + "/news.jsonl"));
    }
}
