using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;
using Xunit;

namespace Dedupe.Tests.Sources.Toy;

/// <summary>A format from outside the library works everywhere once it is registered, by one line.</summary>
public sealed class ToyFormatTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.\n";

    private const string Pears =
        "Growers in the Tamsin valley began to pick their pears two weeks early after the driest summer since " +
        "records were kept there.\n";

    private static readonly SourceOptions Options =
        new() { Formats = InputFormats.Standard.With(new ToyFormat()), MaxDocumentBytes = 5000, BatchBytes = 700 };

    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    private static string Join(params string[] documents) => string.Join("%%\n", documents);

    private static byte[] Pack(string name, string content) => Path.GetExtension(name) switch
    {
        ".gz" => Packed.Gzip(content),
        ".zst" => Packed.Zstandard(content),
        _ => Encoding.UTF8.GetBytes(content),
    };

    [Theory]
    [InlineData("news.toy")]
    [InlineData("news.TOY.gz")]
    [InlineData("news.toy.zst")]
    public async Task Documents_and_rejections_have_their_lines(string name)
    {
        string large = string.Concat(Enumerable.Repeat("much\n", 4000));
        string path = folder.Write(
            name, Pack(name, Join("outlet:Toy Times\n", "a\n" + Ferry, "b\n \n", "c\n" + large, "d\n" + Pears)));

        var read = await Collector.ReadAsync(Options, folder.Root);

        Assert.Equal(
            [
                new Taken("a", Ferry[..^1], "", "Toy Times", null, new Origin(path, 3)),
                new Taken("d", Pears, "", "Toy Times", null, new Origin(path, 4011)),
            ],
            read.Accepted);
        Assert.Equal(
            [(RejectionReason.Empty, 6L), (RejectionReason.Oversized, 9L)],
            read.Rejected.Select(rejection => (rejection.Reason, rejection.Origin.Line)));
        Assert.Equal(name == "news.toy", read.Places[0] is not null);
    }

    [Fact]
    public async Task A_cut_file_costs_the_document_it_is_cut_in()
    {
        byte[] whole = Packed.Gzip(
            Join("a\n" + Ferry, "b\n" + string.Concat(Enumerable.Range(0, 300).Select(n => $"word{n * 7919} "))));
        folder.Write("news.toy.gz", whole[..^40]);
        var read = await Collector.ReadAsync(Options, folder.Root);
        Assert.Equal(["a"], read.Ids);
        Assert.Equal(4, read.Only(RejectionReason.Truncated).Origin.Line);
    }

    [Fact]
    public async Task It_is_read_from_standard_input_and_from_utf16()
    {
        byte[] utf16 = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a\n" + Ferry)];
        var environment = new SourceEnvironment { OpenStandardInput = () => new MemoryStream(Packed.Gzip(utf16)) };
        var read = await Collector.ReadAsync(Options with { StandardInputFormat = "toy" }, environment, "-");
        Assert.Equal(["a"], read.Ids);
        Assert.Equal([1200], read.CodePages);
    }

    [Fact]
    public async Task Clusters_are_the_same_in_memory_and_in_parts()
    {
        for (int file = 0; file < 6; file++)
        {
            folder.Write(
                $"in/{file}.toy",
                Join($"f{file}\n{Ferry}", $"p{file}\n{Pears}", $"o{file}\nOnly here, word{file} and nothing more.\n"));
        }

        folder.Write("in/g.toy.gz", Packed.Gzip(Join("fg\n" + Ferry)));
        var found = new List<string>();
        foreach (int parts in (int[])[0, 1, 5])
        {
            var result = await new DedupeJob(
                new JobOptions
                {
                    Inputs = [folder.Root + "/in"],
                    Source = Options,
                    OutputDirectory = $"{folder.Root}/run{parts}",
                    Parts = parts,
                }).RunAsync(null, Token);
            found.Add(
                File.ReadAllText($"{folder.Root}/run{parts}/clusters.jsonl")
                + File.ReadAllText($"{folder.Root}/run{parts}/pairs.jsonl"));
        }

        Assert.Contains("\"size\":7", found[0], StringComparison.Ordinal);
        Assert.Contains("\"size\":6", found[0], StringComparison.Ordinal);
        Assert.Equal(found[0], found[1]);
        Assert.Equal(found[0], found[2]);
    }

    [Theory]
    [InlineData("news.toy")]
    [InlineData("news.toy.gz")]
    [InlineData("news.toy.zst")]
    public async Task What_stays_when_it_is_filtered_is_the_same_bytes(string name)
    {
        string path = folder.Write(
            "in/" + name,
            Pack(name, "\uFEFF" + Join("a\n" + Ferry, "b\n" + Ferry, "x\n", "c\r\n" + Pears)));

        var result = await Filter(path);

        Assert.Equal(new FilterCounts(2, 1, 1), result.Counts);
        string output = folder.Root + "/clean/" + name;
        string expected = "\uFEFF" + Join("a\n" + Ferry, "x\n", "c\r\n" + Pears);
        Assert.Equal(Pack(name, expected)[..2], File.ReadAllBytes(output)[..2]);
        var read = await Collector.ReadAsync(Options, output);
        Assert.Equal(["a", "c\r"], read.Ids);
        if (name == "news.toy")
            Assert.Equal(expected, Encoding.UTF8.GetString(File.ReadAllBytes(output)));
    }

    [Fact]
    public async Task A_file_of_utf16_is_read_and_stays_whole_when_it_is_filtered()
    {
        byte[] content =
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Join("a\n" + Ferry, "b\n" + Ferry))];
        string path = folder.Write("in/wide.toy", content);
        var result = await Filter(path);
        Assert.Equal(RejectionReason.Unsupported, Assert.Single(result.Rejections).Reason);
        Assert.Equal(content, File.ReadAllBytes(folder.Root + "/clean/wide.toy"));
    }

    [Fact]
    public async Task Without_being_registered_it_is_passed_over()
    {
        folder.Write("news.toy", "a\n" + Ferry);
        var source = new FileSource([folder.Root]);
        Assert.Equal(".toy", Assert.Single(source.PassedOver).Key);
        var read = await Collector.ReadAsync(folder.Root + "/news.toy");
        Assert.EndsWith(
            ": .txt, .md, .jsonl, .ndjson and .wet, each also with .gz or .zst.",
            read.Only(RejectionReason.Unsupported).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_or_an_end_of_names_is_taken_once()
    {
        Assert.Throws<ArgumentException>(() => Options.Formats.With(new ToyFormat()));
        Assert.Equal("text, json-lines, wet or toy", Options.Formats.Names);
        Assert.Equal(".txt, .md, .jsonl, .ndjson, .wet and .toy, each also with .gz or .zst", Options.Formats.Endings);
        var wrong = Assert.Throws<ArgumentException>(
            () => new FileSource([], new SourceOptions { StandardInputFormat = "toy" }));
        Assert.Contains("no format \"toy\"", wrong.Message, StringComparison.Ordinal);
    }

    private async Task<FilterResult> Filter(string path)
    {
        await new DedupeJob(
            new JobOptions { Inputs = [path], Source = Options, OutputDirectory = folder.Root + "/run" })
            .RunAsync(null, Token);
        return await new FilterJob(
            new FilterOptions
            {
                RunDirectory = folder.Root + "/run",
                Inputs = [path],
                OutputDirectory = folder.Root + "/clean",
                Formats = Options.Formats,
            }).RunAsync(Token);
    }
}
