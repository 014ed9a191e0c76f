using System.Text.Json;
using Dedupe.Batch;
using Dedupe.Clustering;
using Dedupe.Reporting;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>
/// A run against an archive finds for the new documents what one run over both finds, byte for byte, however the
/// documents are split.
/// </summary>
public sealed class AgainstOneRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Split by number: the first half is old, every other one, three of four, all but the last 5 %, one of ten.
    [Theory]
    [InlineData(1, true, "half")]
    [InlineData(1, false, "odd")]
    [InlineData(2, true, "late")]
    [InlineData(2, false, "few")]
    [InlineData(3, false, "half")]
    [InlineData(3, true, "odd")]
    [InlineData(4, false, "late")]
    [InlineData(5, true, "few")]
    public Task GeneratedCollections(int seed, bool areDated, string split) =>
        CheckAsync(ArchiveAndNews.Make(seed, areDated), split, new DedupeOptions(), leastPairs: 10);

    [Fact]
    public Task NearDuplicatesAlone() =>
        CheckAsync(
            ArchiveAndNews.Make(6, areDated: true), "odd", new DedupeOptions { NearOnly = true }, leastPairs: 10);

    [Fact]
    public Task Components() => CheckAsync(
        ArchiveAndNews.Make(7, areDated: false), "odd", new DedupeOptions
        {
            Clustering = new ClusteringOptions { Shape = ClusterShape.Components, Singletons = true },
        }, leastPairs: 10);

    [Theory]
    [InlineData("wire-dev")]
    [InlineData("saudi-dev")]
    public async Task RealArticles(string set)
    {
        var articles = Path.Combine(Repository.Shared, "gold", set, "articles.jsonl.gz");
        Assert.SkipUnless(File.Exists(articles), $"{articles} is not here.");
        await using var packed = File.OpenRead(articles);
        using var lines = new StreamReader(
            new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress));
        var all = await lines.ReadToEndAsync(TestContext.Current.CancellationToken);
        await CheckAsync(
            all.Split('\n', StringSplitOptions.RemoveEmptyEntries), "half", new DedupeOptions(), leastPairs: 1000);
    }

    private async Task CheckAsync(string[] lines, string split, DedupeOptions options, int leastPairs)
    {
        var old = lines.Where((_, number) => IsOld(split, number, lines.Length)).ToHashSet();
        var (archive, news) = (Path.Combine(folder, "old.jsonl"), Path.Combine(folder, "new.jsonl"));
        await File.WriteAllLinesAsync(archive, old, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(
            news, lines.Where(line => !old.Contains(line)), TestContext.Current.CancellationToken);
        await RunAsync("old", new JobOptions { Inputs = [archive], Dedupe = options, KeepKeys = true });
        await RunAsync("one", new JobOptions { Inputs = [archive, news], Dedupe = options });
        await RunAsync("new", new JobOptions
        {
            Inputs = [news],
            Dedupe = options,
            Against = Path.Combine(folder, "old"),
        });

        var isNew = (await File.ReadAllLinesAsync(news, TestContext.Current.CancellationToken))
            .Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("id").ToString()).ToHashSet();
        var pairs = Lines("one", ResultFolder.PairsName, pair => isNew.Contains(Id(pair, "a"))
            || isNew.Contains(Id(pair, "b")));
        Assert.True(pairs.Count >= leastPairs, $"{pairs.Count} pairs");
        Assert.Equal(pairs, Lines("new", ResultFolder.PairsName, static _ => true));
        var clusters = Lines("one", ResultFolder.ClustersName, cluster =>
            cluster.GetProperty("members").EnumerateArray().Any(member => isNew.Contains(Id(member, "id"))));
        Assert.NotEmpty(clusters);
        Assert.Equal(clusters, Lines("new", ResultFolder.ClustersName, static _ => true));
    }

    private static bool IsOld(string split, int number, int count) => split switch
    {
        "half" => number < count / 2,
        "odd" => number % 2 == 0,
        "late" => number < count * 95 / 100,
        _ => number % 10 == 0,
    };

    private static string Id(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    // Without the mark of what was there before, which one run does not know.
    private List<string> Lines(string run, string name, Func<JsonElement, bool> isWanted) =>
        [.. File.ReadLines(Path.Combine(folder, run, name))
            .Where(line => isWanted(JsonDocument.Parse(line).RootElement))
            .Select(static line => line.Replace(",\"earlier\":true", "", StringComparison.Ordinal)
                .Replace(",\"earlier\":\"a\"", "", StringComparison.Ordinal)
                .Replace(",\"earlier\":\"b\"", "", StringComparison.Ordinal))];

    private Task RunAsync(string run, JobOptions job) =>
        new DedupeJob(job with { OutputDirectory = Path.Combine(folder, run), PartBytes = 1 << 20 })
            .RunAsync(cancellationToken: TestContext.Current.CancellationToken);
}
