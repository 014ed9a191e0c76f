using System.Text;
using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Parquet;
using Parquet.Schema;
using Xunit;

namespace Dedupe.Formats.Tests.Parquet;

public sealed class ParquetFormatTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    private static readonly SourceOptions Options =
        new() { Formats = FormatRegistry.All, MaxDocumentBytes = 5000, BatchBytes = 700 };

    private static readonly DateTime Day = new(2024, 5, 1, 8, 30, 0, DateTimeKind.Utc);

    private readonly TempFolder folder = new();

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Lz4Raw)]
    public async Task Rows_are_documents(CompressionMethod packing)
    {
        string path = folder.Write(
            "a.parquet",
            await ParquetFiles.OfAsync(
                [new("a", "first", "One", "Times", Day), new("b", "zwölf — 十二"), new("c", "third", "", "", Day)],
                packing, rowsOfGroup: 2));

        var read = await Collector.ReadAsync(Options, path);

        Assert.Empty(read.Rejected);
        Assert.Equal(
            [
                new Taken("a", "first", "One", "Times", new DateTimeOffset(Day), new Origin(path, 1)),
                new Taken("b", "zwölf — 十二", "", "", null, new Origin(path, 2)),
                new Taken("c", "third", "", "", new DateTimeOffset(Day), new Origin(path, 3)),
            ],
            read.Accepted);
    }

    [Fact]
    public async Task A_file_without_an_end_to_its_name_is_known_by_its_first_bytes()
    {
        byte[] content = await ParquetFiles.OfAsync([new("a", Ferry)]);
        foreach (string name in (string[])["a.csv", "b.parq", "c.PARQUET"])
            folder.Write(name, content);

        var read = await Collector.ReadAsync(Options, folder.Root);

        Assert.Equal(["a", "a", "a"], read.Ids);
    }

    [Fact]
    public async Task Nested_columns_are_named_by_their_path_and_lists_are_paragraphs()
    {
        var body = new DataField("body", typeof(string), isNullable: true);
        var element = new DataField("element", typeof(string), isNullable: true);
        var key = new DataField("key", typeof(long), isNullable: false);
        var schema = new ParquetSchema(
            new StructField("doc", key, body), new ListField("paragraphs", element));
        string path = folder.Write("a.parquet", await ParquetFiles.WriteAsync(schema, async group =>
        {
            await group.WriteAllPartsAsync<long>(key, new long[] { 7, -8 }, new[] { 1, 1 }, null, Token);
            await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(
                body, new[] { "inner one".AsMemory(), "inner two".AsMemory() }, new[] { 2, 2 }, null, Token);
            await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(
                element, new[] { "p1".AsMemory(), "p2".AsMemory(), "p3".AsMemory() },
                new[] { 3, 2, 3, 3 }, new[] { 0, 1, 1, 0 }, Token);
        }));

        var nested = await Collector.ReadAsync(Options with { IdField = "doc.key", TextField = "doc.body" }, path);
        var listed = await Collector.ReadAsync(Options with { IdField = "doc.key", TextField = "paragraphs" }, path);

        Assert.Equal(["inner one", "inner two"], nested.Accepted.Select(static taken => taken.Text));
        Assert.Equal(["7", "-8"], nested.Ids);
        Assert.Equal(["p1\n\np2", "p3"], listed.Accepted.Select(static taken => taken.Text));
    }

    [Fact]
    public async Task What_is_wrong_with_a_row_costs_that_row()
    {
        var id = new DataField("id", typeof(string), isNullable: true);
        var text = new DataField("text", typeof(byte[]), isNullable: true);
        byte[]?[] texts =
        [
            "good"u8.ToArray(), null, [0x66, 0xFF, 0x66], "  "u8.ToArray(),
            Encoding.UTF8.GetBytes(new string('x', 6000)), "no id"u8.ToArray(), "last"u8.ToArray(),
        ];
        string path = folder.Write("a.parquet", await ParquetFiles.WriteAsync(
            new ParquetSchema(id, text), async group =>
            {
                await group.WriteAsync(id, ["a", "b", "c", "d", "e", null, "g"]);
                await group.WriteAsync(text, texts);
            }));

        var read = await Collector.ReadAsync(Options, path);

        Assert.Equal(["a", "g"], read.Ids);
        Assert.Equal(
            [
                (2, RejectionReason.MissingText), (3, RejectionReason.BadEncoding), (4, RejectionReason.Empty),
                (5, RejectionReason.Oversized), (6, RejectionReason.MissingId),
            ],
            read.Rejected.Select(static rejection => ((int)rejection.Origin.Line, rejection.Reason)));
    }

    [Theory]
    [InlineData("id", "txet", RejectionReason.MissingText, "did you mean \"text\"")]
    [InlineData("id", "number", RejectionReason.MissingText, "is whole numbers, not texts")]
    [InlineData("url", "text", RejectionReason.MissingId, "There are number, id, text, title, source, date.")]
    [InlineData("date", "text", RejectionReason.MissingId, "is dates, not texts or whole numbers")]
    public async Task A_wrong_column_is_told_once_with_those_that_there_are(
        string id, string text, RejectionReason reason, string words)
    {
        string path = folder.Write("a.parquet", await ParquetFiles.OfAsync([new("a", "b"), new("c", "d")]));

        var read = await Collector.ReadAsync(Options with { IdField = id, TextField = text }, path);

        Assert.Empty(read.Accepted);
        Assert.Contains(words, read.Only(reason).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, RejectionReason.Truncated)]
    [InlineData(0, 9, RejectionReason.Truncated)]
    [InlineData(0, -1, RejectionReason.Truncated)]
    [InlineData('X', 0, RejectionReason.Corrupt)]
    [InlineData('E', 0, RejectionReason.Unsupported)]
    public async Task A_cut_file_and_one_of_another_kind_are_told(int magic, int cut, RejectionReason reason)
    {
        byte[] content = await ParquetFiles.OfAsync([new("a", "b")]);
        content[3] = magic == 0 ? content[3] : (byte)magic;
        string path = folder.Write(
            "a.parquet", magic != 0 ? content : cut < 0 ? content[..^1] : content[..cut]);

        var read = await Collector.ReadAsync(Options, path);

        Assert.Equal(0, read.Only(reason).Origin.Line);
    }

    [Fact]
    public async Task A_packed_file_is_refused()
    {
        string path = folder.Write("a.parquet.gz", Packed.Gzip(await ParquetFiles.OfAsync([new("a", "b")])));
        (await Collector.ReadAsync(Options, path)).Only(RejectionReason.Unsupported);
    }

    [Fact]
    public async Task Clusters_are_the_same_in_memory_and_in_parts()
    {
        var articles = Enumerable.Range(0, 400)
            .Select(static n => new Article(
                $"a{n:000}", n % 10 == 3 ? null : n % 5 == 0 ? Ferry : $"Only here stands word{n * 7919} and no more."))
            .Select(static article => article with { Text = article.Text ?? " " })
            .ToList();
        folder.Write("in/a.parquet", await ParquetFiles.OfAsync(articles, rowsOfGroup: 40));
        folder.Write("in/b.parquet", Encoding.UTF8.GetBytes("PAR1 and nothing that belongs to it PAR1"));
        var found = new List<string>();
        foreach (int parts in (int[])[0, 1, 7])
        {
            await new DedupeJob(
                new JobOptions
                {
                    Inputs = [folder.Root + "/in"],
                    Source = Options,
                    OutputDirectory = $"{folder.Root}/run{parts}",
                    Parts = parts,
                }).RunAsync(null, Token);
            found.Add(
                string.Concat(((string[])["clusters", "pairs", "rejected"])
                    .Select(name => File.ReadAllText($"{folder.Root}/run{parts}/{name}.jsonl"))));
        }

        Assert.Contains("\"size\":80", found[0], StringComparison.Ordinal);
        Assert.Contains("\"line\":14,", found[0], StringComparison.Ordinal);
        Assert.Equal(found[0], found[1]);
        Assert.Equal(found[0], found[2]);
    }

    [Fact]
    public async Task A_damaged_page_costs_the_rest_of_its_row_group()
    {
        byte[] content = await ParquetFiles.OfAsync(
            [.. Enumerable.Range(0, 30).Select(static n => new Article($"a{n:00}", $"{Ferry} Number {n}."))],
            CompressionMethod.Gzip, rowsOfGroup: 10);
        string path = folder.Write("a.parquet", content);
        int whole = (await Collector.ReadAsync(Options, path)).Accepted.Count;
        // Pages of the first row group.
        for (int page = 0, at = 0; page < 5; page++)
        {
            at += content.AsSpan(at).IndexOf(Gzip) + 1;
            content[at + 12] ^= 0xFF;
        }

        File.WriteAllBytes(path, content);

        var read = await Collector.ReadAsync(Options, path);

        Assert.Equal(30, whole);
        Assert.Equal(20, read.Accepted.Count);
        Assert.Contains(
            "10 rows of this row group are lost", read.Only(RejectionReason.Corrupt).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_at_any_byte_ends_with_documents_and_rejections()
    {
        byte[] content = await ParquetFiles.OfAsync(
            [.. Enumerable.Range(0, 12).Select(static n => new Article($"a{n}", $"{Ferry} {n}", "T", "S", Day))],
            rowsOfGroup: 6);
        for (int at = 0; at < content.Length; at += 3)
        {
            foreach (byte value in (byte[])[0x00, 0xFF, (byte)(content[at] ^ 0x10)])
            {
                byte before = content[at];
                content[at] = value;
                string path = folder.Write("a.parquet", content);
                var read = await Collector.ReadAsync(Options, path);
                Assert.True(read.Accepted.Count + read.Rejected.Count > 0, $"byte {at}");
                Assert.True(read.Accepted.Count <= 12, $"byte {at}");
                content[at] = before;
            }

            if (at % 9 == 0)
                (await Collector.ReadAsync(Options, folder.Write("b.parquet", content[..at]))).Only(
                    RejectionReason.Truncated);
        }
    }
}
