using System.Text;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources;

public sealed class PieceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static byte[] Hostile(bool mark, bool lastLineEnd) =>
    [
        .. mark ? Encoding.UTF8.GetPreamble() : [],
        .. "\n{\"id\":1,\"text\":\"Ünser Tag\"}\r\n\r\n  \n"u8,
        .. "{\"id\":2,\"text\":\"x"u8, 0xFF, .. "\"}\n"u8,
        .. "{\"id\":3,\"text\":\"much too long for the limit of this test\"}\n"u8,
        .. "\ufeff{\"id\":4,\"text\":\"a mark inside\"}\n{\"id\":5}\n\n\n"u8,
        .. "{\"id\":9,\"text\":\"K"u8, 0xE4, .. "se\"}\n"u8,
        .. "{\"id\":6,\"text\":\"two\\nlines\"}\r{\"id\":7}\n{\"id\":8,\"text\":\"last\"}"u8,
        .. lastLineEnd ? "\n"u8 : [],
    ];

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_hostile_file_reads_the_same_cut_at_any_two_bytes(bool mark, bool lastLineEnd)
    {
        string path = folder.Write("news.jsonl", Hostile(mark, lastLineEnd));
        var options = new SourceOptions { MaxDocumentBytes = 48, BatchBytes = 16 };
        var expected = await Collector.ReadAsync(options, path);
        Assert.Equal(["1", "4", "9", "8"], expected.Ids);
        Assert.Equal(
            [RejectionReason.BadEncoding, RejectionReason.Oversized, RejectionReason.MissingText,
                RejectionReason.BadJson],
            expected.Rejected.Select(rejection => rejection.Reason));
        var source = new FileSource([path], options);
        long length = new FileInfo(path).Length;
        for (int first = 1; first < length; first++)
        {
            for (int second = first + 1; second < length; second += 1 + ((second - first) / 4))
            {
                var plan = new InputPlan(source.Inputs, [default, new InputPlace(0, first), new InputPlace(0, second)]);
                await Pieces.AssertSameAsync(expected, options, plan, path);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(100_000)]
    public async Task Every_kind_of_file_in_one_plan_reads_the_same_at_any_cut_size(long bytes)
    {
        string lines = string.Concat(
            Enumerable.Range(0, 30).Select(number => $"{{\"id\":{number},\"text\":\"story {number}\"}}\n"));
        folder.Write("a.jsonl", Hostile(mark: true, lastLineEnd: false));
        folder.Write("b.jsonl", lines);
        folder.Write("c.jsonl", "");
        folder.Write("d.jsonl.gz", Packed.Gzip(lines));
        folder.Write("e.txt", "Words of a text.\n");
        folder.Write("f.jsonl.zst", Packed.Zstandard(lines));
        folder.Write("g.wet", WetFile.Plain(3));
        folder.Write("h.wet.gz", WetFile.Members(3).SelectMany(static member => member).ToArray());
        folder.Write("i.jsonl", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(lines)]);
        folder.Write("j.txt.gz", Packed.Gzip("Packed words.\n"));
        folder.Write("k.jsonl.gz", Packed.Gzip(lines)[..^12]);
        folder.Write("l.ndjson", lines[..^1]);
        string[] inputs = [folder.Root, $"{folder.Root}/none.jsonl", $"{folder.Root}/d.jsonl.gz"];
        var options = new SourceOptions { MaxDocumentBytes = 2000, BatchBytes = 700 };
        var expected = await Collector.ReadAsync(options, inputs);
        Assert.InRange(expected.Accepted.Count, 150, 200);
        Assert.InRange(expected.Rejected.Count, 5, 9);

        var plan = new FileSource(inputs, options).PlanOfSize(bytes);

        await Pieces.AssertSameAsync(expected, options, plan, inputs);
    }

    [Fact]
    public async Task A_long_line_is_passed_over_in_little_memory_and_read_once_by_those_it_is_not_for()
    {
        const int Long = 40_000_000;
        string path = $"{folder.Root}/large.jsonl";
        await using (var writer = new StreamWriter(path))
            await writer.WriteAsync(
                "{\"id\":1,\"text\":\"first\"}\n{\"id\":2,\"text\":\"" + new string('x',
                Long) + "\"}\n{\"id\":3,\"text\":\"third\"}\n");
        var options = new SourceOptions { MaxDocumentBytes = 1 << 20, BatchBytes = 1 << 16 };
        var expected = await Collector.ReadAsync(options, path);
        var source = new FileSource([path], options);
        var plan = source.PlanOfCount(10);
        Assert.Equal(10, plan.Count);

        await Pieces.AssertSameAsync(expected, options, plan, path);

        for (int part = 1; part < 9; part++)
        {
            long before = source.BytesRead;
            var read = await Collector.ReadAsync(
                source.ReadPartAsync(plan[part], passed: null, TestContext.Current.CancellationToken));
            Assert.Empty(read.BatchBytes);
            Assert.InRange(source.BytesRead - before, Long / 10, (Long / 10) + (1 << 18));
        }
    }

    [Fact]
    public async Task Lines_that_begin_in_a_piece_are_told()
    {
        string path = folder.Write("news.jsonl", "{\"id\":1,\"text\":\"a\"}\n\n{\"id\":3,\"text\":\"b\"}\n");
        string text = folder.Write("words.txt", "words");
        var source = new FileSource([path, text]);
        var plan = new InputPlan(
            source.Inputs, [default, new InputPlace(0, 20), new InputPlace(0, 21), new InputPlace(0, 30)]);
        var told = new List<(long From, long Lines)>();
        for (int part = 0; part < plan.Count; part++)
            await Collector.ReadAsync(
                source.ReadPartAsync(
                    plan[part], (piece, lines) => told.Add((piece.From, lines)),
                    TestContext.Current.CancellationToken));
        Assert.Equal([(0, 1), (20, 1), (21, 1), (30, 0), (0, 0)], told);
    }

    [Fact]
    public async Task A_file_of_another_length_than_planned_is_not_read_in_pieces()
    {
        string path = folder.Write("news.jsonl", "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}\n");
        var source = new FileSource([path]);
        var plan = source.PlanOfCount(2);
        File.AppendAllText(path, "{\"id\":3,\"text\":\"c\"}\n");
        foreach (var part in (InputPart[])[plan[0], plan[1]])
        {
            var read = await Collector.ReadAsync(
                source.ReadPartAsync(part, passed: null, TestContext.Current.CancellationToken));
            Assert.Empty(read.Accepted);
            Assert.Contains("changed", read.Only(RejectionReason.Unreadable).Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_read_that_fails_for_a_moment_goes_on_inside_the_piece()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The error number here is that of Linux.");
        string path = folder.Write(
            "news.jsonl",
            string.Concat(
                Enumerable.Range(0, 200).Select(number => $"{{\"id\":{number},\"text\":\"story {number}\"}}\n")));
        int calls = 0;
        var environment = new SourceEnvironment
        {
            Open = file => new FaultyStream(
                File.OpenRead(file),
                () =>
                {
                    if (++calls % 3 == 0)
                        throw new IOException("Injected error", 5);
                },
                largestRead: 100),
        };
        var source = new FileSource([path], new SourceOptions { RetryDelay = TimeSpan.Zero }, environment);
        var plan = source.PlanOfCount(4);
        var ids = new List<string>();
        for (int part = 0; part < plan.Count; part++)
            ids.AddRange(
                (await Collector.ReadAsync(source.ReadPartAsync(plan[part], passed: null,
                TestContext.Current.CancellationToken))).Ids);
        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"{number}"), ids);
        Assert.NotEqual(0, source.Retries);
    }
}
