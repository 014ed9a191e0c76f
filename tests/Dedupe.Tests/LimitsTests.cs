using System.Text.Json;
using Dedupe.Batch;
using Dedupe.Indexing;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests;

/// <summary>Every limit that is met is counted, and the counts do not depend on how the run is done.</summary>
public sealed class LimitsTests : IDisposable
{
    private static readonly DedupeOptions Small =
        new() { Indexing = new IndexingOptions { AllPairsLimit = 4, FrequencyCap = 9, StoryCap = 2 } };

    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task ASmallCollectionMeetsNone()
    {
        var result = await RunAsync(("a", Words(1, 60)), ("b", Words(1, 60)), ("c", Words(2, 60)));

        Assert.Equal(
            ["allPairsLimit", "frequencyCap", "storyCap", "nearGroupPairs", "groupLinks", "headlineTexts"],
            result.Summary.Limits.Select(limit => limit.Name));
        Assert.All(result.Summary.Limits, limit => Assert.Equal(0, limit.Met));
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    public async Task AGroupOfNearDuplicatesIsCountedBeyondTheLimit(int copies, int met)
    {
        var result = await RunAsync(
            Enumerable.Range(0, copies)
                .Select(copy => new Document($"{copy}", $"{Words(1, 200)} {Words(5 + copy, 2)}")), Small);

        Assert.Equal(met, result.Met("nearGroupPairs"));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public async Task AHeadlineOverTooManyTextsIsCounted(int items, int met)
    {
        var result = await RunAsync(
            Enumerable.Range(0, items).Select(item => new Document($"{item}", Words(item, 3), "Photos of the day")),
            Small);

        Assert.Equal(met, result.Met("headlineTexts"));
    }

    [Fact]
    public async Task ThreadsPartsAndOrderMakeNoDifference()
    {
        Document[] documents = [.. Mixed()];
        var wanted = (await RunAsync(documents, Small with { Threads = 1 })).Summary.Limits;
        Assert.All(wanted, limit => Assert.True(limit.Met > 0, limit.Name));

        Assert.Equal(wanted, (await RunAsync(documents.Reverse(), Small with { Threads = 3 })).Summary.Limits);
        Assert.Equal(wanted, (await JobAsync(documents, "one", partBytes: 0)).Summary.Limits);
        Assert.Equal(wanted, (await JobAsync(documents, "parts", partBytes: 5000)).Summary.Limits);

        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(folder, "parts", "summary.json"), TestContext.Current.CancellationToken));
        Assert.Equal(
            wanted.Select(limit => (limit.Name, limit.Met)),
            summary.RootElement.GetProperty("limits")
                .EnumerateArray()
                .Select(limit => (limit.GetProperty("name").GetString()!, limit.GetProperty("met").GetInt64())));
    }

    // Spun copies, near-duplicates of two texts that share a passage, a block in many texts, a column's headline.
    private static IEnumerable<Document> Mixed() =>
    [
        .. SpunTexts.Make(30, replaced: 12),
        .. SpunTexts.WithOneBlock(30),
        .. Enumerable.Range(0, 5).SelectMany(static copy => (Document[])
        [
            new Document($"a{copy}", $"{Words(2, 300)} {Words(1, 40)} {Words(10 + copy, 2)}"),
            new Document($"b{copy}", $"{Words(3, 300)} {Words(1, 40)} {Words(20 + copy, 2)}"),
        ]),
        .. Enumerable.Range(0, 5)
        .Select(static item => new Document($"c{item}", Words(40 + item, 3), "Photos of the day")),
    ];

    private async Task<DedupeResult> JobAsync(IEnumerable<Document> documents, string name, long partBytes)
    {
        var input = Path.Combine(folder, "in.jsonl");
        await File.WriteAllLinesAsync(input, documents.Select(static document => JsonSerializer.Serialize(new
        {
            id = System.Text.Encoding.UTF8.GetString(document.Id.Span),
            title = System.Text.Encoding.UTF8.GetString(document.Title.Span),
            text = System.Text.Encoding.UTF8.GetString(document.Text.Span),
        })));
        var job =
            new JobOptions
            {
                Inputs = [input],
                OutputDirectory = Path.Combine(folder, name),
                Dedupe = Small,
                PartBytes = partBytes
            };
        return await new DedupeJob(job).RunAsync(null, TestContext.Current.CancellationToken);
    }
}
