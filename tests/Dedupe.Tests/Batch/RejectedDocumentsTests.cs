using Dedupe.Batch;
using Dedupe.Sources;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>What a run rejected though it can be read, as filtering knows it again.</summary>
public sealed class RejectedDocumentsTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Run => folder.Root + "/run";

    public void Dispose() => folder.Dispose();

    // More than the thousand that stand one by one, in several files, with gaps and without, by two reasons; whole
    // and in parts.
    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    public async Task EveryPlaceIsKnownAgainAndNoOther(long partBytes)
    {
        var token = TestContext.Current.CancellationToken;
        folder.Write("in/a.jsonl", Lines(4000, line => line % 3 == 0 ? Own("a", line) : Again));
        folder.Write("in/b.jsonl", Lines(2500, line => line < 20 ? Own("b", line) : Again));
        folder.Write(
            "in/c.jsonl",
            Lines(
                3000,
                line => line % 2 == 0
                    ? "{\"id\":\"e" + line + "\",\"text\":\"...\"}"
                    : line % 5 == 0
                    ? "broken"
                    : Own("c", line)));
        var job =
            new JobOptions
            {
                Inputs = [folder.Root + "/in"],
                OutputDirectory = Run,
                Source = new SourceOptions { BatchBytes = 5000 }
            };
        var result = await new DedupeJob(partBytes > 0 ? job with { PartBytes = partBytes } : job)
            .RunAsync(null, token);

        var rejected = await RejectedDocuments.ReadAsync(Run, token);

        Assert.All(
            Enumerable.Range(1, 4000), line => Is("a", line, line % 3 != 0 && line > 1, RejectionReason.DuplicateId));
        Assert.All(Enumerable.Range(1, 2500), line => Is("b", line, line >= 20, RejectionReason.DuplicateId));
        Assert.All(Enumerable.Range(1, 3000), line => Is("c", line, line % 2 == 0, RejectionReason.Empty));
        Is("d", 1, false, default);

        // Filtering counts the same, and keeps each of them, or none.
        var kept = await Filter(drop: false);
        Assert.Equal((result.Summary.Read, result.Summary.Rejected), (kept.Counts.Read, kept.Counts.Rejected));
        Assert.Equal(
            File.ReadAllText(folder.Root + "/in/c.jsonl"), File.ReadAllText(folder.Root + "/out-False/c.jsonl"));
        // What is told of them is as short as in the run, and as exact.
        Assert.Equal(kept.Counts.Rejected, kept.Rejections.Sum(static rejection => rejection.Count));
        Assert.Equal(1001 + 1001 + 1001 + 300, kept.Rejections.Count);
        Assert.Equal(result.Rejections, kept.Rejections);

        var dropped = await Filter(drop: true);
        Assert.Equal(kept.Counts, dropped.Counts);
        Assert.Equal(
            Lines(4000, line => line == 1 ? Again : line % 3 == 0 ? Own("a", line) : ""),
            File.ReadAllText(folder.Root + "/out-True/a.jsonl"));
        Assert.Equal(Lines(19, line => Own("b", line)), File.ReadAllText(folder.Root + "/out-True/b.jsonl"));

        void Is(string file, int line, bool isRejected, RejectionReason reason)
        {
            Assert.Equal(
                isRejected, rejected.TryFind(new Origin($"{folder.Root}/in/{file}.jsonl", line), out var found));
            if (isRejected)
                Assert.Equal((line, reason), (found!.Origin.Line, found.Reason));
        }

        Task<FilterResult> Filter(bool drop) => new FilterJob(new FilterOptions
        {
            RunDirectory = Run,
            Inputs = [folder.Root + "/in"],
            OutputDirectory = $"{folder.Root}/out-{drop}",
            DropRejected = drop,
        }).RunAsync(token);
    }

    private const string Again = """{"id": "again", "text": "The same words stand here each time."}""";

    private static string Own(string file, int line) =>
        $$"""{"id": "{{file}}{{line}}", "text": "{{Collection.Words(line, 9, file)}}"}""";

    private static string Lines(int count, Func<int, string> of) =>
        string.Concat(
            Enumerable.Range(1, count)
                .Select(of)
                .Where(static line => line.Length > 0)
                .Select(static line => line + "\n"));
}
