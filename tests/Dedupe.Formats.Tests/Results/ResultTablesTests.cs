using System.Text.Json;
using Dedupe.Batch;
using Dedupe.Formats.Shared.Results;
using Dedupe.Tests.Sources;
using Parquet;
using Xunit;

namespace Dedupe.Formats.Tests.Results;

public sealed class ResultTablesTests : IDisposable
{
    private const string Ferry =
        "The ferry to Port Ellery turned back on Monday after its pilot saw smoke above the engine room and called " +
        "the coast guard for help.";

    private const string Pears =
        "Pears from the south were late this year, growers say, after weeks of rain.";

    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Run => folder.Root + "/run";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Pairs_are_the_same_in_the_table_and_in_the_lines()
    {
        await RunAsync();
        ResultTables.WritePairs(Run, Token);

        await using var table = await ParquetReader.CreateAsync(Run + "/pairs.parquet", cancellationToken: Token);
        var lines = Lines("pairs.jsonl");

        Assert.True(lines.Count > 3);
        foreach (string name in (string[])["a", "b", "relation", "directionBy", "agencyA"])
            Assert.Equal(lines.Select(line => Text(line, name)), await TextsAsync(table, name));
        Assert.Equal(lines.Select(static line => line.GetProperty("jaccard").GetDouble()),
            await NumbersAsync<double>(table, "jaccard"));
        var passages = lines.SelectMany(static line => line.GetProperty("passages").EnumerateArray()).ToList();
        Assert.Equal(
            passages.Select(static passage => passage.GetProperty("b")[1].GetInt32()),
            (await NumbersAsync<int>(table, "passages.list.element.bLength")).Take(passages.Count));
    }

    [Fact]
    public async Task Members_of_clusters_are_rows()
    {
        await RunAsync();
        ResultTables.WriteClusters(Run, Token);

        await using var table = await ParquetReader.CreateAsync(Run + "/clusters.parquet", cancellationToken: Token);
        var lines = Lines("clusters.jsonl");
        var members = lines
            .SelectMany(static line => line.GetProperty("members").EnumerateArray().Select(member => (line, member)))
            .ToList();

        Assert.True(lines.Count == 2 && members.Count == 7);
        foreach (string name in (string[])["id", "relation", "title", "source", "file"])
            Assert.Equal(members.Select(pair => Text(pair.member, name)), await TextsAsync(table, name));
        Assert.Equal(
            members.Select(static pair => Text(pair.line, "cluster")), await TextsAsync(table, "cluster"));
    }

    [Fact]
    public async Task The_bytes_are_the_same_whatever_the_threads_and_the_run_is_still_complete()
    {
        await RunAsync();
        ResultTables.WritePairs(Run, Token);
        ResultTables.WriteClusters(Run, Token);
        byte[][] first = [File.ReadAllBytes(Run + "/pairs.parquet"), File.ReadAllBytes(Run + "/clusters.parquet")];
        Assert.Equal(ResumeState.Complete, new DedupeJob(Job() with { Resume = true }).CheckResume());

        // Another run in the directory takes the tables away with the rest.
        await new DedupeJob(Job() with { Overwrite = true, Dedupe = new DedupeOptions { Threads = 1 } })
            .RunAsync(null, Token);
        Assert.False(File.Exists(Run + "/pairs.parquet"));
        ResultTables.WritePairs(Run, Token);
        ResultTables.WriteClusters(Run, Token);
        Assert.Equal(first[0], File.ReadAllBytes(Run + "/pairs.parquet"));
        Assert.Equal(first[1], File.ReadAllBytes(Run + "/clusters.parquet"));
    }

    [Fact]
    public async Task Nothing_found_is_a_table_without_rows()
    {
        folder.Write("in/a.jsonl", """{"id":"a","text":"Only here."}""");
        await new DedupeJob(Job()).RunAsync(null, Token);
        ResultTables.WritePairs(Run, Token);

        await using var table = await ParquetReader.CreateAsync(Run + "/pairs.parquet", cancellationToken: Token);

        Assert.Equal(0, table.RowGroupCount);
    }

    [Fact]
    public async Task A_damaged_line_is_named_and_no_table_is_left()
    {
        await RunAsync();
        File.AppendAllText(Run + "/pairs.jsonl", "{\"a\":\"x\"}\n");

        var error = Assert.Throws<InvalidDataException>(() => ResultTables.WritePairs(Run, Token));

        Assert.Contains("pairs.jsonl:", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Run + "/pairs.parquet"));
    }

    private JobOptions Job() => new() { Inputs = [folder.Root + "/in"], OutputDirectory = Run };

    private async Task RunAsync()
    {
        var ferries = Enumerable.Range(0, 4).Select(static n => JsonSerializer.Serialize(
            new { id = $"f{n}", text = $"{Ferry} Word{n * 7919}.", source = $"S{n}", date = $"2024-05-0{n + 1}" }));
        var pears = Enumerable.Range(0, 3).Select(static n => JsonSerializer.Serialize(
            new { id = $"p{n}", title = "T", text = Pears }));
        folder.Write("in/a.jsonl", string.Join('\n', ferries.Concat(pears)));
        await new DedupeJob(Job()).RunAsync(null, Token);
    }

    private List<JsonElement> Lines(string name) =>
        [.. File.ReadLines($"{Run}/{name}").Select(static line => JsonDocument.Parse(line).RootElement)];

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static async Task<string?[]> TextsAsync(ParquetReader table, string name)
    {
        using var group = table.OpenRowGroupReader(0);
        var values = new string?[group.RowCount];
        await group.ReadAsync(
            table.Schema.GetDataFields().Single(field => field.Path.ToString() == name), values.AsMemory(),
            cancellationToken: Token);
        return values;
    }

    private static async Task<List<T>> NumbersAsync<T>(ParquetReader table, string name)
        where T : struct
    {
        using var group = table.OpenRowGroupReader(0);
        var field = table.Schema.GetDataFields()
            .Single(field => field.Path.ToString().Replace('/', '.') == name);
        var chunk = group.GetMetadata(field)!.MetaData!;
        var (values, levels, repeats) =
            (new T[chunk.NumValues], new int[chunk.NumValues], new int[chunk.NumValues]);
        await group.ReadRawAsync<T>(
            field, values, field.MaxDefinitionLevel > 0 ? levels.AsMemory() : (Memory<int>?)null,
            field.MaxRepetitionLevel > 0 ? repeats.AsMemory() : (Memory<int>?)null, Token);
        int present = field.MaxDefinitionLevel == 0
            ? values.Length
            : levels.Count(level => level == field.MaxDefinitionLevel);
        return [.. values.Take(present)];
    }
}
