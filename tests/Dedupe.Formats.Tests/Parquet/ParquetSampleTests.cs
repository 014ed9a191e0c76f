using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Formats.Tests.Parquet;

/// <summary>Files that others made, for all readers of Parquet: see the notice beside them.</summary>
public sealed class ParquetSampleTests
{
    [Theory]
    [InlineData("alltypes_plain", "id", "string_col", 8, "4|0|2009-03-01 00:00:00")]
    [InlineData("alltypes_plain.snappy", "id", "string_col", 2, "6|0|2009-04-01 00:00:00")]
    [InlineData("alltypes_dictionary", "id", "string_col", 2, "0|0|2009-01-01 00:00:00")]
    [InlineData("datapage_v2.snappy", "b", "a", 4, "1|abc|")]
    [InlineData("delta_length_byte_array", "FRUIT", "FRUIT", 1000, "apple_banana_mango0|apple_banana_mango0|")]
    [InlineData("hadoop_lz4_compressed", "c0", "c1", 4, "1593604800|abc|")]
    [InlineData("lz4_raw_compressed", "c0", "c1", 4, "1593604800|abc|")]
    [InlineData("non_hadoop_lz4_compressed", "c0", "c1", 4, "1593604800|abc|")]
    [InlineData("nation.dict-malformed", "nation_key", "name", 25, "0|ALGERIA|")]
    public async Task Files_of_other_programs_are_read(string name, string id, string text, int rows, string first)
    {
        var read = await ReadAsync(name, id, text);

        Assert.Equal(rows, read.Accepted.Count);
        var row = read.Accepted[0];
        Assert.Equal(first, $"{row.Id}|{row.Text}|{row.Date:yyyy-MM-dd HH:mm:ss}");
    }

    [Fact]
    public async Task Lists_are_texts_and_no_ids()
    {
        var lists = await ReadAsync("list_columns", "line", "utf8_list");
        Assert.Equal(["abc\n\nefg\n\nhij", "efg\n\nhij\n\nxyz"], lists.Accepted.Select(static row => row.Text));
        Assert.Equal(2, lists.Only(RejectionReason.MissingText).Origin.Line);

        var nested = await ReadAsync("nested_lists.snappy", "line", "a");
        Assert.StartsWith("a\n\nb\n\nc\n\nd", nested.Accepted[0].Text, StringComparison.Ordinal);

        var asId = await ReadAsync("list_columns", "int64_list", "utf8_list");
        Assert.Contains("is a list", asId.Only(RejectionReason.MissingId).Detail, StringComparison.Ordinal);
    }

    private static Task<Collector> ReadAsync(string name, string id, string text) => Collector.ReadAsync(
        new SourceOptions
        {
            Formats = FormatRegistry.All,
            IdField = id,
            TextField = text,
            DateField = "timestamp_col",
        },
        Path.Combine(AppContext.BaseDirectory, "Parquet", "samples", name + ".parquet"));
}
