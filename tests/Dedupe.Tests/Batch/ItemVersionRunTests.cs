using System.Text.Json;
using Dedupe.Batch;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>Versions of items from files to files: in parts, beside an earlier run, and filtered.</summary>
public sealed class ItemVersionRunTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Prose(int seed, int count) => Collection.Words(seed, count);

    private static string Line(
        string id, string? version, string text, string? title = null, string? status = null, string? url = null) =>
        JsonSerializer.Serialize(new { id, version, text, title, status, url, source = "AFP" }) + "\n";

    private async Task<string> Run(string name, string[] inputs, Func<JobOptions, JobOptions>? change = null)
    {
        var job = new JobOptions { Inputs = inputs, OutputDirectory = folder.Root + "/" + name, Overwrite = true };
        await new DedupeJob(change?.Invoke(job) ?? job).RunAsync(null, TestContext.Current.CancellationToken);
        return job.OutputDirectory;
    }

    // Of the only cluster.
    private static async Task<string?[]> Members(string run)
    {
        using var cluster = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(run, "clusters.jsonl"), TestContext.Current.CancellationToken));
        return [.. cluster.RootElement.GetProperty("members").EnumerateArray()
            .Select(static member => member.GetProperty("id").GetString())];
    }

    private string Items(int count)
    {
        var lines = Enumerable.Range(0, count).Select(static number => Line(
            $"i{number % 30}", number % 11 == 0 ? null : $"{number / 30}", Prose(number % 30, 80) + $" n{number}",
            number % 9 == 0 ? "CORRECTED-Ferry sinks" : null, number % 8 == 0 ? "usable" : null,
            $"https://example.org/{number}"));
        return folder.Write($"items{count}.jsonl", string.Concat(lines));
    }

    private static string Results(string run) => string.Concat(
        ((string[])["clusters.jsonl", "pairs.jsonl", "rejected.jsonl"])
            .Select(name => File.ReadAllText(Path.Combine(run, name))));

    [Fact]
    public async Task PartsGiveTheSameBytes()
    {
        var input = Items(300);
        var whole = await Run("whole", [input]);
        var parts = await Run("parts", [input], static job => job with { PartBytes = 4000 });
        Assert.Equal(Results(whole), Results(parts));
        Assert.Contains(
            "\"item\":\"i4\",\"revisionOf\":\"i4#1\",\"version\":\"2\"", Results(whole), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"usable\"", Results(whole), StringComparison.Ordinal);
        Assert.Contains(
            "\"label\":\"CORRECTED\",\"url\":\"https://example.org/", Results(whole), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALaterVersionIsKnownAsOneOfAnItemOfAnEarlierRun()
    {
        var old = folder.Write("old.jsonl", Line("x", "1", Prose(1, 100)));
        var late = folder.Write("new.jsonl", Line("x", "2", Prose(1, 100) + " more") + Line("x", "1", Prose(2, 50)));
        var earlier = await Run("old", [old], static job => job with { KeepKeys = true });
        var run = await Run("new", [late], job => job with { Against = earlier });
        // Which of them comes first is as in one run over both.
        var whole = await Run("whole", [old, folder.Write("later.jsonl", Line("x", "2", Prose(1, 100) + " more"))]);
        Assert.Equal(await Members(whole), await Members(run));
        Assert.Equal(["x", "x#2"], (await Members(run)).Order(StringComparer.Ordinal));
        Assert.Contains("duplicate-id", Results(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilterKnowsVersionsApartAndNeverRemovesAKillOrACorrection()
    {
        var story = Prose(1, 200);
        var input = folder.Write(
            "news.jsonl",
            Line("x", "1", story) + Line("x", "2", story + " " + Prose(2, 30)) + Line("x", "3", story)
            + Line("fixed", null, story, "CORRECTED-Ferry sinks") + Line("dead", null, story, status: "canceled")
            + Line("copy", null, story) + Line("x", "2", Prose(3, 50)));
        var run = await Run("run", [input]);
        var result = await new FilterJob(new FilterOptions
        {
            RunDirectory = run,
            Inputs = [input],
            OutputDirectory = folder.Root + "/clean",
        }).RunAsync(TestContext.Current.CancellationToken);

        var kept = await File.ReadAllLinesAsync(
            folder.Root + "/clean/news.jsonl", TestContext.Current.CancellationToken);
        Assert.Equal(
            ["x 2", "fixed ", "dead ", "x 2"],
            kept.Select(static line => JsonDocument.Parse(line).RootElement).Select(static line =>
                $"{line.GetProperty("id").GetString()} {line.GetProperty("version").GetString()}"));
        Assert.Equal((7, 3, 1), (result.Counts.Read, result.Counts.Removed, result.Counts.Rejected));
        var report = await File.ReadAllTextAsync(
            folder.Root + "/clean/filter.json", TestContext.Current.CancellationToken);
        Assert.Contains("\"fate\": \"kept-label\"", report, StringComparison.Ordinal);
        Assert.Contains("\"label\": \"KILL\"", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingGoesForTheSakeOfAKill()
    {
        var story = Prose(1, 200);
        var input = folder.Write(
            "news.jsonl", Line(
                "dead", null, story + " " + Prose(2, 30), status: "canceled") + Line("alive", null, story));
        var run = await Run("run", [input]);
        var result = await new FilterJob(new FilterOptions
        {
            RunDirectory = run,
            Inputs = [input],
            OutputDirectory = folder.Root + "/clean",
        }).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, result.Counts.Removed);
    }
}
