using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Parquet;
using Xunit;

namespace Dedupe.Formats.Tests.Parquet;

public sealed class ParquetFilterTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    private static readonly SourceOptions Options = new() { Formats = FormatRegistry.All };

    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Lz4Raw)]
    public async Task All_columns_of_what_stays_are_the_same_values(CompressionMethod packing)
    {
        // The first row group loses copies, the second nothing, the third all.
        Article[] articles =
        [
            new("a1", Ferry, "One", "Times", new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc)), new("b1", Ferry),
            new("c1", "Only here stands this.", "One"), new("d1", " "),
            .. Enumerable.Range(0, 4).Select(static n => new Article($"u{n}", $"Nobody else has word{n * 7919}.")),
            .. Enumerable.Range(0, 4).Select(static n => new Article($"z{n}", Ferry)),
        ];
        string path = folder.Write("in/a.parquet", await ParquetFiles.OfAsync(articles, packing, rowsOfGroup: 4));

        var result = await FilterAsync(path);

        Assert.Equal(new FilterCounts(6, 5, 1), result.Counts);
        await using var before = await ParquetReader.CreateAsync(path, cancellationToken: Token);
        await using var after = await ParquetReader.CreateAsync(
            $"{folder.Root}/clean/a.parquet", cancellationToken: Token);
        Assert.Equal(before.Schema, after.Schema);
        Assert.Equal("a test", after.CustomMetadata["made by"]);
        Assert.Equal(2, after.RowGroupCount);
        Assert.All(
            after.Metadata!.RowGroups.SelectMany(static group => group.Columns),
            column => Assert.Equal((int)packing, (int)column.MetaData!.Codec));
        var (rows, kept) = (await RowsAsync(before), await RowsAsync(after));
        Assert.Equal(rows.Where(static row => row.StartsWith("a1|", StringComparison.Ordinal)
            || row[0] is 'c' or 'd' or 'u'), kept);
    }

    [Fact]
    public async Task A_file_that_loses_nothing_is_the_same_bytes()
    {
        byte[] content = await ParquetFiles.OfAsync([new("a", Ferry), new("b", "Only here."), new("c", " ")]);
        string path = folder.Write("in/a.parquet", content);

        var result = await FilterAsync(path);

        Assert.Equal(new FilterCounts(2, 0, 1), result.Counts);
        Assert.Equal(content, File.ReadAllBytes($"{folder.Root}/clean/a.parquet"));
    }

    [Fact]
    public async Task A_damaged_file_is_kept_whole_and_that_is_told()
    {
        byte[] content = await ParquetFiles.OfAsync(
            [.. Enumerable.Range(0, 20).Select(static n => new Article($"a{n:00}", Ferry, "T"))],
            CompressionMethod.Gzip, rowsOfGroup: 10);
        // The column of numbers comes first, and nobody reads it but who writes the file again.
        content[content.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B]) + 12] ^= 0xFF;
        string path = folder.Write("in/a.parquet", content);

        var result = await FilterAsync(path);

        Assert.Equal(content, File.ReadAllBytes($"{folder.Root}/clean/a.parquet"));
        Assert.Equal(20, result.Counts.Kept);
        Assert.Equal(0, result.Counts.Removed);
        var rejection = Assert.Single(result.Rejections);
        Assert.Contains("19 of its documents that would go: Parquet", rejection.Detail, StringComparison.Ordinal);
    }

    private async Task<FilterResult> FilterAsync(string path)
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
                Formats = FormatRegistry.All,
            }).RunAsync(Token);
    }

    private static async Task<List<string>> RowsAsync(ParquetReader reader)
    {
        var rows = new List<string>();
        for (int number = 0; number < reader.RowGroupCount; number++)
        {
            using var group = reader.OpenRowGroupReader(number);
            int count = (int)group.RowCount;
            var (ids, texts, titles, sources) =
                (new string?[count], new string?[count], new string?[count], new string?[count]);
            var (numbers, dates) = (new long[count], new DateTime?[count]);
            await group.ReadAsync(ParquetFieldsOf(reader, "id"), ids.AsMemory());
            await group.ReadAsync(ParquetFieldsOf(reader, "text"), texts.AsMemory());
            await group.ReadAsync(ParquetFieldsOf(reader, "title"), titles.AsMemory());
            await group.ReadAsync(ParquetFieldsOf(reader, "source"), sources.AsMemory());
            await group.ReadAsync<long>(ParquetFieldsOf(reader, "number"), numbers.AsMemory());
            await group.ReadAsync<DateTime>(ParquetFieldsOf(reader, "date"), dates.AsMemory());
            for (int row = 0; row < count; row++)
                rows.Add(
                    $"{ids[row]}|{numbers[row]}|{texts[row]}|{titles[row] ?? "null"}|{sources[row] ?? "null"}|" +
                    $"{dates[row]:o}");
        }

        return rows;
    }

    private static global::Parquet.Schema.DataField ParquetFieldsOf(ParquetReader reader, string name) =>
        reader.Schema.GetDataFields().Single(field => field.Name == name);
}
