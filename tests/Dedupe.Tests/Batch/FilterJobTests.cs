using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;
using static Dedupe.Tests.Batch.TwoStories;

namespace Dedupe.Tests.Batch;

public sealed class FilterJobTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Run => folder.Root + "/run";

    private string Output => folder.Root + "/clean";

    public void Dispose() => folder.Dispose();

    private static string Line(string id, string text, string more = "") =>
        $"{{ \"text\":\"{text}\",{more}\"id\" : \"{id}\"}}";

    private async Task<FilterResult> Filter(bool dropRejected, params string[] inputs)
    {
        var token = TestContext.Current.CancellationToken;
        await new DedupeJob(new JobOptions { Inputs = inputs, OutputDirectory = Run }).RunAsync(null, token);
        return await new FilterJob(
            new FilterOptions
            {
                RunDirectory = Run,
                Inputs = inputs,
                OutputDirectory = Output,
                DropRejected = dropRejected
            }).RunAsync(token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lines_that_stay_are_the_same_bytes(bool dropRejected)
    {
        string first = Line("a", Ferry, "\"x\": 1.50e1,\t") + "\r\n";
        string copy = Line("b", Ferry) + "\n";
        string broken = "{broken\n\n  \n";
        string twice = Line("t", "Another text, which stands twice under one id.") + "\n";
        string last = Line("c", Pears);
        string path = folder.Write("news.jsonl", "\ufeff" + first + copy + broken + twice + twice + last);

        var result = await Filter(dropRejected, path);

        Assert.Equal(
            "\ufeff" + first + (dropRejected ? "\n  \n" : broken + twice) + twice + last,
            Encoding.UTF8.GetString(File.ReadAllBytes(Output + "/news.jsonl")));
        Assert.Equal(new FilterCounts(3, 1, 2), result.Counts);
        Assert.Equal(
            [RejectionReason.BadJson, RejectionReason.DuplicateId],
            result.Rejections.Select(rejection => rejection.Reason));
        Assert.Equal(0, result.NotMet);
    }

    [Theory]
    [InlineData("news.jsonl.gz")]
    [InlineData("news.jsonl.zst")]
    public async Task Packed_lines_are_packed_again(string name)
    {
        string kept = string.Concat(
            Enumerable.Range(0, 5000)
                .Select(number => Line($"k{number}", $"word{number} only{number} here{number}") + "\n"));
        string content = Line("a", Ferry) + "\n" + kept + Line("b", Ferry) + "\n";
        string path = folder.Write(
            name, name.EndsWith("gz", StringComparison.Ordinal) ? Packed.Gzip(content) : Packed.Zstandard(content));

        var result = await Filter(dropRejected: false, path);

        Assert.Equal(new FilterCounts(5001, 1, 0), result.Counts);
        var read = await Collector.ReadAsync($"{Output}/{name}");
        Assert.Empty(read.Rejected);
        Assert.Equal(["a", .. Enumerable.Range(0, 5000).Select(number => $"k{number}")], read.Ids);
    }

    [Theory]
    [InlineData("news.jsonl.gz")]
    [InlineData("news.jsonl.zst")]
    [InlineData("crawl.wet.gz")]
    public async Task A_file_that_loses_all_is_still_a_packed_file(string name)
    {
        Func<string, byte[]> pack = name.EndsWith("gz", StringComparison.Ordinal) ? Packed.Gzip : Packed.Zstandard;
        string first = folder.Write("a.txt", Ferry);
        bool lines = name.StartsWith("news", StringComparison.Ordinal);
        string second = folder.Write(
            "z/" + name, pack(lines ? Line("zz", Ferry) + "\n" : Encoding.UTF8.GetString(WetFile.Record(1, Ferry))));
        var result = await Filter(dropRejected: false, first, second);

        Assert.Equal(1, result.Counts.Removed);
        var read = await Collector.ReadAsync($"{Output}/{result.Files.First(file => file.Output is not null).Output}");
        Assert.Empty(read.Rejected);
        Assert.InRange(read.Accepted.Count, 0, 1);
    }

    [Fact]
    public async Task Records_that_stay_are_members_of_their_own_and_damage_is_told()
    {
        byte[] broken = Packed.Gzip(WetFile.Record(3));
        broken[broken.Length / 2] ^= 0xFF;
        string path = folder.Write(
            "crawl.warc.wet.gz",
            [.. Packed.Gzip(WetFile.Info), .. Packed.Gzip(WetFile.Record(1, Ferry)),
                .. Packed.Gzip(WetFile.Record(2, Ferry)), .. broken, .. Packed.Gzip(WetFile.Record(4, Pears))]);

        var result = await Filter(dropRejected: false, path);

        Assert.Equal(new FilterCounts(2, 1, 1), result.Counts);
        byte[] expected =
            [.. Packed.Gzip(WetFile.Info), .. Packed.Gzip(WetFile.Record(1, Ferry)),
                .. Packed.Gzip(WetFile.Record(4, Pears))];
        Assert.Equal(expected, File.ReadAllBytes(Output + "/crawl.warc.wet.gz"));
    }

    [Fact]
    public async Task Plain_records_stay_byte_for_byte()
    {
        byte[] junk = Encoding.UTF8.GetBytes("no record\r\n\r\n");
        string path = folder.Write(
            "crawl.wet",
            [.. WetFile.Info, .. WetFile.Record(1, Ferry), .. junk, .. WetFile.Record(2, Ferry),
            .. WetFile.Record(3, Pears)]);

        var result = await Filter(dropRejected: false, path);

        Assert.Equal(new FilterCounts(2, 1, 1), result.Counts);
        Assert.Equal(
            [.. WetFile.Info, .. WetFile.Record(1, Ferry), .. junk, .. WetFile.Record(3, Pears)],
            File.ReadAllBytes(Output + "/crawl.wet"));
    }

    [Fact]
    public async Task Folders_keep_their_shape_and_a_text_that_is_removed_is_not_written()
    {
        folder.Write("in/2026/a.txt", Ferry);
        folder.Write("in/2026/b.txt", Ferry);
        folder.Write("in/c.md", Pears);
        folder.Write("in/bad.txt", [0xFF, 0xFE, 0x00]);

        var result = await Filter(dropRejected: true, folder.Root + "/in");

        Assert.Equal(new FilterCounts(2, 1, 1), result.Counts);
        Assert.Equal(
            ["2026/a.txt", "c.md", "filter.json"],
            Directory.GetFiles(Output, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Output, file))
                .Order(StringComparer.Ordinal));
        Assert.Equal(Ferry, File.ReadAllText(Output + "/2026/a.txt"));
    }

    [Fact]
    public async Task A_line_too_long_to_judge_goes_through()
    {
        string content = Line("a", Ferry) + "\n" + Line(
            "long", new string('x', 400_000)) + "\n" + Line("b", Ferry) + "\n";
        string path = folder.Write("news.jsonl", content);
        var token = TestContext.Current.CancellationToken;
        await new DedupeJob(
            new JobOptions
            {
                Inputs = [path],
                OutputDirectory = Run,
                Source = new SourceOptions { MaxDocumentBytes = 1000 }
            }).RunAsync(null, token);

        var result = await new FilterJob(
            new FilterOptions { RunDirectory = Run, Inputs = [path], OutputDirectory = Output }).RunAsync(token);

        Assert.Equal(new FilterCounts(1, 1, 1), result.Counts);
        Assert.Equal(content[..^(Line("b", Ferry).Length + 1)], File.ReadAllText(Output + "/news.jsonl"));
    }

    // The last line has no line end: of as many bytes as are allowed it is judged, of one more it goes through.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task A_last_line_of_the_largest_size_is_judged(int more, int removed)
    {
        string last = Line("b", Ferry);
        string content = Line("a", Ferry).PadRight(last.Length - 1) + "\n" + last;
        string path = folder.Write("news.jsonl", content);
        var token = TestContext.Current.CancellationToken;
        var source = new SourceOptions { MaxDocumentBytes = Encoding.UTF8.GetByteCount(last) - more };
        var job = new DedupeJob(new JobOptions { Inputs = [path], OutputDirectory = Run, Source = source });
        await job.RunAsync(null, token);

        var result = await new FilterJob(
            new FilterOptions { RunDirectory = Run, Inputs = [path], OutputDirectory = Output }).RunAsync(token);

        int rejected = more > 0 ? 2 : 0;
        Assert.Equal(new FilterCounts(2 - removed - rejected, removed, rejected), result.Counts);
        Assert.Equal(2, result.Counts.Read);
        Assert.Equal(removed == 1 ? content[..^last.Length] : content, File.ReadAllText(Output + "/news.jsonl"));
    }

    [Fact]
    public async Task Two_files_of_one_name_are_refused_before_anything_is_written()
    {
        string[] inputs = [folder.Write("x/news.txt", Ferry), folder.Write("y/news.txt", Pears)];
        var error = await Assert.ThrowsAsync<FilterRefusedException>(() => Filter(dropRejected: false, inputs));
        Assert.Contains("news.txt", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }
}
