using Parquet;
using Parquet.Schema;

namespace Dedupe.Formats.Tests.Parquet;

/// <summary>Files as another library writes them.</summary>
internal static class ParquetFiles
{
    public static readonly DataField Id = new("id", typeof(string), isNullable: true);
    public static readonly DataField Text = new("text", typeof(string), isNullable: true);
    public static readonly DataField Title = new("title", typeof(string), isNullable: true);
    public static readonly DataField Source = new("source", typeof(string), isNullable: true);
    public static readonly DataField Date = new DateTimeDataField(
        "date", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: true);

    public static readonly DataField Number = new("number", typeof(long), isNullable: false);

    /// <summary>Articles with all fields, and a column that nobody asks for.</summary>
    public static async Task<byte[]> OfAsync(
        IReadOnlyList<Article> articles, CompressionMethod packing = CompressionMethod.Snappy, int rowsOfGroup = 1000)
    {
        var stream = new MemoryStream();
        var options = new ParquetOptions { CompressionMethod = packing };
        await using (var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(Number, Id, Text, Title, Source, Date), stream, options))
        {
            writer.CustomMetadata = new Dictionary<string, string> { ["made by"] = "a test" };
            foreach (var rows in articles.Chunk(rowsOfGroup))
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync<long>(Number, rows.Select(static row => (long)row.Text!.Length).ToArray());
                await group.WriteAsync(Id, rows.Select(static row => row.Id).ToArray());
                await group.WriteAsync(Text, rows.Select(static row => row.Text).ToArray());
                await group.WriteAsync(Title, rows.Select(static row => row.Title).ToArray());
                await group.WriteAsync(Source, rows.Select(static row => row.Source).ToArray());
                await group.WriteAsync<DateTime>(Date, rows.Select(static row => row.Date).ToArray());
            }
        }

        return stream.ToArray();
    }

    /// <summary>One column after the other, in one row group.</summary>
    public static async Task<byte[]> WriteAsync(ParquetSchema schema, Func<ParquetRowGroupWriter, Task> write)
    {
        var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            using var group = writer.CreateRowGroup();
            await write(group);
        }

        return stream.ToArray();
    }
}
