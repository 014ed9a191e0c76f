using System.Text.RegularExpressions;
using Dedupe.Batch;
using Dedupe.Tests.Signing;
using Xunit;

namespace Dedupe.Tests.Batch;

public sealed class StagedRunTests : IDisposable
{
    private static readonly string[] Results = ["clusters.jsonl", "pairs.jsonl", "rejected.jsonl"];

    private readonly string folder = Directory.CreateTempSubdirectory("dedupe-").FullName;
    private readonly string[] inputs;

    public StagedRunTests() => inputs = MixedInput.Make(Path.Combine(folder, "in"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1000, false, 0)]
    [InlineData(7000, false, 1)]
    [InlineData(7000, true, 0)]
    [InlineData(60_000, false, 1000)]
    public async Task PartsFindWhatTheWholeFinds(long partBytes, bool nearOnly, long memory)
    {
        var dedupe =
            new DedupeOptions
            {
                NearOnly = nearOnly,
                MemoryBytes = memory > 0 ? memory : new DedupeOptions().MemoryBytes,
                Threads = 2
            };
        var began = DateTimeOffset.UtcNow;
        var whole = await RunAsync("whole", job => job with { Dedupe = dedupe });
        var parts = await RunAsync("parts", job => job with { Dedupe = dedupe, PartBytes = partBytes });

        foreach (var summary in (RunSummary[])[whole.Summary, parts.Summary])
        {
            Assert.InRange(summary.Started, began.AddSeconds(-1), summary.Finished);
            Assert.InRange(summary.Finished, began, DateTimeOffset.UtcNow);
        }

        Assert.True(whole.Summary.Clusters > 10 && whole.Rejections.Count > 5, $"{whole.Summary.Clusters} clusters");
        Assert.Equal(Written("whole"), Written("parts"));
        foreach (var line in await File.ReadAllLinesAsync(
            Path.Combine(folder, "parts", "clusters.jsonl"), TestContext.Current.CancellationToken))
        {
            Assert.Equal(Regex.Count(line, "\"id\":"), Regex.Count(line, "\"file\":"));
        }

        Assert.Equal(whole.Summary.Keys, parts.Summary.Keys);
        Assert.Equal(whole.Summary.Candidates, parts.Summary.Candidates);
        Assert.Equal(whole.Summary.PairsByRelation, parts.Summary.PairsByRelation);
        Assert.Equal(whole.Summary.Limits, parts.Summary.Limits);
        Assert.Equal(
            ["clusters.jsonl", "pairs.jsonl", "rejected.jsonl", "run.json", "summary.json"],
            Directory.GetFileSystemEntries(Path.Combine(folder, "parts"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public async Task AMisreadCollectionIsReadInPartsToo()
    {
        var file = Path.Combine(folder, "scans.jsonl");
        await File.WriteAllLinesAsync(
            file,
            ScannedCollection.Make(80).Select(static document => System.Text.Json.JsonSerializer.Serialize(new
            {
                id = System.Text.Encoding.UTF8.GetString(document.Id.Span),
                text = System.Text.Encoding.UTF8.GetString(document.Text.Span),
            })),
            TestContext.Current.CancellationToken);
        var whole = await RunAsync("whole", job => job with { Inputs = [file] });
        await RunAsync("parts", job => job with { Inputs = [file], PartBytes = 20_000 });

        Assert.True(whole.Summary.Clusters > 40, $"{whole.Summary.Clusters} clusters");
        Assert.Equal(Written("whole"), Written("parts"));
    }

    [Fact]
    public async Task EveryStepIsTakenUpWhereItWasLeft()
    {
        await RunAsync("whole", static job => job);
        var plan = await Steps("all");
        var order = plan.Count;
        for (var stop = 1; stop < order; stop++)
        {
            using var end = new CancellationTokenSource();
            var seen = new HashSet<string>();
            var name = $"stopped-{stop}";
            var progress = new Reporter(value =>
            {
                if (seen.Add(value.Stage) && seen.Count == stop + 1)
                    end.Cancel();
            });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => new DedupeJob(Job(name) with { PartBytes = 7000 }).RunAsync(progress, end.Token));
            var before = Parts(name);
            Assert.NotEmpty(before);

            await RunAsync(
                name,
                static job => job with { PartBytes = 5, Resume = true, Dedupe = job.Dedupe with { Threads = 1 } });

            Assert.Equal(Written("whole"), Written(name));
        }
    }

    [Fact]
    public async Task ADamagedPartIsMadeAgainAndNothingElse()
    {
        await RunAsync("whole", static job => job);
        await Steps("damaged");
        var parts = Parts("damaged");
        foreach (var (file, i) in parts.Select(static (file, i) => (file, i)))
        {
            if (i % 3 != 0)
                continue;
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            stream.Position = stream.Length / 2 / 64 * 64;
            var value = stream.ReadByte();
            stream.Position--;
            stream.WriteByte((byte)(value ^ 1));
        }

        var times = parts.ToDictionary(static file => file, File.GetLastWriteTimeUtc);
        var job = new DedupeJob(Job("damaged") with { Resume = true });
        var redone = new List<string>();
        var progress = new Reporter(_ =>
        {
            lock (redone)
                redone.AddRange(
                    times.Where(
                        static file => File.Exists(file.Key)
                            && File.GetLastWriteTimeUtc(file.Key) != file.Value).Select(static file => file.Key));
        });
        await job.RunAsync(progress, TestContext.Current.CancellationToken);

        Assert.Equal(Written("whole"), Written("damaged"));
        Assert.NotEmpty(job.Damaged);
        Assert.Subset(job.Damaged.ToHashSet(), redone.ToHashSet());
    }

    [Fact]
    public async Task ARunOfChangedInputsIsNotGoneOnWith()
    {
        await Steps("changed");
        await File.AppendAllTextAsync(
            Path.Combine(folder, "in", "a.jsonl"), "{}\n", TestContext.Current.CancellationToken);

        Assert.Throws<ResumeRefusedException>(() => new DedupeJob(Job("changed") with { Resume = true }).CheckResume());
    }

    // All steps but the last.
    private async Task<List<string>> Steps(string name)
    {
        using var end = new CancellationTokenSource();
        var seen = new List<string>();
        var progress = new Reporter(value =>
        {
            if (!seen.Contains(value.Stage))
                seen.Add(value.Stage);
            if (value.Stage == "reuse-cluster")
                end.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new DedupeJob(Job(name) with { PartBytes = 7000 }).RunAsync(progress, end.Token));
        return seen;
    }

    private List<string> Parts(string name) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, name), "*.part",
            SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private string[] Written(string name) =>
        [.. Results.Select(file => File.ReadAllText(Path.Combine(folder, name, file)))];

    private JobOptions Job(string name) => new() { Inputs = inputs, OutputDirectory = Path.Combine(folder, name) };

    private Task<DedupeResult> RunAsync(string name, Func<JobOptions, JobOptions> adapt) =>
        new DedupeJob(adapt(Job(name))).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

    private sealed class Reporter(Action<RunProgress> report) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => report(value);
    }
}
