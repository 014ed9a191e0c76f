using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Tables;

public sealed class TableFormatTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    private static readonly SourceOptions Options =
        new() { Formats = FormatRegistry.All, MaxDocumentBytes = 5000, BatchBytes = 700 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static byte[] Pack(string name, string content) => Path.GetExtension(name) switch
    {
        ".gz" => Packed.Gzip(content),
        ".zst" => Packed.Zstandard(content),
        _ => Encoding.UTF8.GetBytes(content),
    };

    [Theory]
    [InlineData("a.csv", ",")]
    [InlineData("a.csv", ";")]
    [InlineData("a.csv", "\t")]
    [InlineData("a.CSV.gz", "|")]
    [InlineData("a.tsv", "\t")]
    [InlineData("a.tab.zst", "\t")]
    public async Task Rows_are_documents(string name, string delimiter)
    {
        string content = string.Join(
            "\n",
            "\uFEFFtitle,\"text\",x,id,date,source\r",
            "One,\"first, \"\"quoted\"\"",
            "second\",,a,2024-05-01,Times\r",
            "",
            "Two,he said \"no\" there,,b,,",
            "\"\",\"last\",5\" wide,c,yesterday,").Replace(",", delimiter, StringComparison.Ordinal);
        string path = folder.Write(name, Pack(name, content));

        var read = await Collector.ReadAsync(Options, path);

        Assert.Empty(read.Rejected);
        Assert.Equal(
            [
                new Taken(
                    "a", $"first{delimiter} \"quoted\"\nsecond", "One", "Times",
                    new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero), new Origin(path, 2)),
                new Taken("b", "he said \"no\" there", "Two", "", null, new Origin(path, 5)),
                new Taken("c", "last", "", "", null, new Origin(path, 6)),
            ],
            read.Accepted);
        Assert.Equal(["", "", "yesterday"], read.UnreadDates);
    }

    [Theory]
    [InlineData(700)]
    [InlineData(1 << 20)]
    public async Task A_row_that_makes_no_sense_costs_itself_alone(int batch)
    {
        string large = new('x', 6000);
        string path = folder.Write(
            "a.csv",
            "id,text\na,one\nb\nc,two,three\n,four\nd,\"five\" six\ne,seven\n" +
            $"f,{large}\ng,eight\nh,\nj,\"nine\nk,ten\n");

        var read = await Collector.ReadAsync(Options with { BatchBytes = batch }, path);

        Assert.Equal(["a", "e", "g", "k"], read.Ids);
        Assert.Equal(
            [
                (RejectionReason.BadRow, 3L), (RejectionReason.BadRow, 4), (RejectionReason.MissingId, 5),
                (RejectionReason.BadRow, 6), (RejectionReason.Oversized, 8), (RejectionReason.Empty, 10),
                (RejectionReason.BadRow, 11),
            ],
            read.Rejected.Select(rejection => (rejection.Reason, rejection.Origin.Line)));
    }

    [Fact]
    public async Task A_mark_that_is_not_closed_before_the_limit_costs_its_line()
    {
        string rows = string.Concat(Enumerable.Range(0, 900).Select(n => $"r{n},word{n}\n"));
        string path = folder.Write("a.csv", $"id,text\na,\"one\n{rows}");
        var read = await Collector.ReadAsync(Options, path);
        Assert.Equal(900, read.Accepted.Count);
        Assert.Equal(2, read.Only(RejectionReason.BadRow).Origin.Line);
    }

    [Theory]
    [InlineData("body,id\na,b\n", RejectionReason.MissingText, "\"body\", \"id\"")]
    [InlineData("name,text\na,b\n", RejectionReason.MissingId, "--id-field")]
    [InlineData("id,text,text\na,b,c\n", RejectionReason.DuplicateKey, "twice")]
    public async Task A_header_that_lacks_a_column_is_told_once(string content, RejectionReason reason, string told)
    {
        var read = await Collector.ReadAsync(Options, folder.Write("a.csv", content));
        Assert.Empty(read.Accepted);
        Assert.Contains(told, read.Only(reason).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_read_again_where_they_stand()
    {
        string path = folder.Write("a.csv", "text,id\n\"one \"\"two\"\"\n\",a\nthree,b\n\"four\",c\n");
        var source = new FileSource([path], Options);
        var texts = new List<string>();
        var read = await Collector.ReadAsync(source.ReadAsync(TestContext.Current.CancellationToken));
        using var buffer = new TextBuffer();
        foreach (var place in read.Places)
        {
            var text = source.OriginOf(path).Read(place!.Value.Offset, place.Value.Length, buffer);
            texts.Add(Encoding.UTF8.GetString(text.Span));
        }

        Assert.Equal(read.Accepted.Select(document => document.Text), texts);
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.csv.gz")]
    public async Task What_stays_when_it_is_filtered_is_the_same_bytes(string name)
    {
        string[] rows =
        [
            "\uFEFF\"id\";x;text\r\n", $"a;\"1;\n2\";\"{Ferry}\"\r\n", $"b;;{Ferry}\n", "\n", "c;too;many;fields\n",
            $"d;\"\";{Ferry}",
        ];
        string path = folder.Write("in/" + name, Pack(name, string.Concat(rows)));
        await new DedupeJob(
            new JobOptions { Inputs = [path], Source = Options, OutputDirectory = folder.Root + "/run" })
            .RunAsync(null, TestContext.Current.CancellationToken);

        var result = await new FilterJob(
            new FilterOptions
            {
                RunDirectory = folder.Root + "/run",
                Inputs = [path],
                OutputDirectory = folder.Root + "/clean",
                Formats = Options.Formats,
            }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new FilterCounts(1, 2, 1), result.Counts);
        string expected = rows[0] + rows[1] + rows[3] + rows[4];
        string output = folder.Root + "/clean/" + name;
        if (name == "a.csv")
            Assert.Equal(expected, Encoding.UTF8.GetString(File.ReadAllBytes(output)));
        else
            Assert.Equal(["a"], (await Collector.ReadAsync(Options, output)).Ids);
    }
}
