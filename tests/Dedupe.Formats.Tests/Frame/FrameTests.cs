using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Frame;

/// <summary>What a format may say beside how documents are found: all of it is asked.</summary>
public sealed class FrameTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    private static readonly SourceOptions Options =
        new() { Formats = InputFormats.Standard.With(new ListFormat(), new BackwardsFormat()) };

    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.list", "any", true)]
    [InlineData("a.txt", "%LIST%", true)]
    [InlineData("a.txt", "list", false)]
    [InlineData("a.jsonl", "list", false)]
    [InlineData("a.lot", "list", true)]
    [InlineData("a.lot", "else", true)]
    [InlineData("a", "list", true)]
    [InlineData("a", "else", false)]
    public async Task The_name_tells_the_format_and_then_the_first_bytes(string name, string first, bool isList)
    {
        foreach (string packing in (string[])["", ".gz"])
        {
            string content = $"{first}\nx {Ferry}\ny {Ferry}\n";
            string path = folder.Write(
                name + packing,
                packing.Length > 0 ? Packed.Gzip(content) : System.Text.Encoding.UTF8.GetBytes(content));
            var read = await Collector.ReadAsync(Options, path);
            Assert.Equal(isList, read.Ids.SequenceEqual(["x", "y"]));
        }
    }

    [Fact]
    public async Task A_file_that_is_not_written_again_is_kept_whole_and_that_is_told()
    {
        string list = folder.Write("in/a.list", $"any\nx {Ferry}\ny {Ferry}\nz something else\n");
        folder.Write("in/b.list", "any\nu nothing of that kind\n");
        await Cluster(parts: 0);

        var result = await new FilterJob(
            new FilterOptions
            {
                RunDirectory = folder.Root + "/run0",
                Inputs = [folder.Root + "/in"],
                OutputDirectory = folder.Root + "/clean",
                Formats = Options.Formats,
            }).RunAsync(Token);

        Assert.Equal(new FilterCounts(4, 0, 1), result.Counts);
        var told = Assert.Single(result.Rejections);
        Assert.Equal((RejectionReason.Unsupported, list), (told.Reason, told.Origin.Source));
        Assert.StartsWith("The file is kept whole with 1 of its", told.Detail, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(list), File.ReadAllBytes(folder.Root + "/clean/a.list"));
    }

    [Fact]
    public async Task A_format_reads_files_by_itself_whole_and_in_pieces()
    {
        string path = folder.Write(
            "in/a.back", string.Concat(Enumerable.Range(10, 40).Select(n => $"{n} {Ferry}\n")) + "!\n51 never\n");
        folder.Write("in/b.txt", Ferry);
        var found = new List<string>();
        foreach (int parts in (int[])[0, 5])
        {
            await Cluster(parts);
            found.Add(File.ReadAllText($"{folder.Root}/run{parts}/clusters.jsonl"));
            Assert.Contains(
                $"{{\"source\":\"{path}\",\"line\":0,\"reason\":\"corrupt\"",
                File.ReadAllText($"{folder.Root}/run{parts}/rejected.jsonl"), StringComparison.Ordinal);
        }

        Assert.Contains("\"size\":41", found[0], StringComparison.Ordinal);
        Assert.Equal(found[0], found[1]);
    }

    [Fact]
    public async Task A_packed_file_cannot_be_read_from_its_end()
    {
        string path = folder.Write("a.back.gz", Packed.Gzip("10 text\n"));
        var read = await Collector.ReadAsync(Options, path);
        Assert.Contains("not packed", read.Only(RejectionReason.Unsupported).Detail, StringComparison.Ordinal);
    }

    private Task Cluster(int parts) => new DedupeJob(
        new JobOptions
        {
            Inputs = [folder.Root + "/in"],
            Source = Options,
            OutputDirectory = $"{folder.Root}/run{parts}",
            Parts = parts,
        }).RunAsync(null, Token);
}
