using Dedupe.Batch;
using Dedupe.Tests.Sources;
using Xunit;

namespace Dedupe.Tests.Batch;

/// <summary>Filtering after each kind of run: by one process, in parts, by ranks, against an earlier run.</summary>
public sealed class FilterRunsTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string In => folder.Root + "/in";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task PartsAndRanksLeaveTheSameFiles()
    {
        // The missing file is none that could be written again.
        MixedInput.Make(In);
        var token = TestContext.Current.CancellationToken;
        JobOptions Job(string name) => new() { Inputs = [In], OutputDirectory = $"{folder.Root}/{name}" };
        await new DedupeJob(Job("whole")).RunAsync(null, token);
        await new DedupeJob(Job("parts") with { PartBytes = 5000, Dedupe = new DedupeOptions { Threads = 3 } })
            .RunAsync(null, token);
        var plan = new DedupeJob(Job("ranks") with { Parts = 5 }).Plan();
        foreach (var step in plan.Steps.Select(static status => status.Step))
        {
            for (var rank = 2; rank >= 0; rank--)
                await new RankJob(folder.Root + "/ranks", threads: 1, new DedupeOptions().MemoryBytes)
                    .RunAsync(step.Stage, step.Tier, rank, 3, cancellationToken: token);
        }

        var whole = await Filter("whole", In);
        Assert.True(whole.Removed > 50, $"{whole}");
        Assert.True(whole.Rejected > 8, $"{whole}");
        Assert.Equal(whole, await Filter("parts", In));
        Assert.Equal(whole, await Filter("ranks", In));
        foreach (var other in (string[])["parts", "ranks"])
        {
            Assert.Equal(
                Files("whole").Select(static file => file.Name), Files(other).Select(static file => file.Name));
            Assert.All(
                Files("whole").Zip(Files(other)), static pair => Assert.Equal(pair.First.Bytes, pair.Second.Bytes));
        }
    }

    // What an earlier run has stays there, and goes from the new files; it is not asked for.
    [Theory]
    [InlineData(1L << 28)]
    [InlineData(5000)]
    public async Task AgainstAnEarlierRunTheNewFilesLoseWhatTheOldOnesHave(long partBytes)
    {
        MixedInput.Make(In);
        foreach (var name in (string[])["old", "new"])
            Directory.CreateDirectory($"{folder.Root}/{name}");
        foreach (var file in Directory.GetFiles(In))
            File.Copy(
                file,
                $"{folder.Root}/{(Path.GetFileName(file)[0] is 'a' or 't' ? "old" : "new")}/{Path.GetFileName(file)}");
        var token = TestContext.Current.CancellationToken;
        await new DedupeJob(
            new JobOptions
            {
                Inputs = [folder.Root + "/old"],
                OutputDirectory = folder.Root + "/first",
                KeepKeys = true
            }).RunAsync(null, token);
        var run = await new DedupeJob(new JobOptions
        {
            Inputs = [folder.Root + "/new"],
            OutputDirectory = folder.Root + "/second",
            Against = folder.Root + "/first",
            PartBytes = partBytes,
        }).RunAsync(null, token);

        var counts = await Filter("second", folder.Root + "/new");

        Assert.Equal((run.Summary.Read, run.Summary.Rejected), (counts.Read, counts.Rejected));
        // b has every story of a reworded, c a part of each.
        Assert.True(counts.Removed > 30, $"{counts}");
        Assert.Equal(["b.jsonl.gz", "c.wet"], Files("second").Select(static file => file.Name));
        var left = await Collector.ReadAsync(
            [.. Files("second").Select(file => $"{folder.Root}/clean-second/{file.Name}")]);
        var removed = Documents("second")
            .Where(static document => document.Fate == "removed")
            .Select(static document => document.Id)
            .ToList();
        Assert.Equal(counts.Removed, removed.Count);
        Assert.Empty(left.Ids.Intersect(removed));
        Assert.All(Documents("second"), document => Assert.False(document.Id[0] == 'a', "an earlier document was met"));
    }

    private async Task<FilterCounts> Filter(string run, string input) => (await new FilterJob(
        new FilterOptions
        {
            RunDirectory = $"{folder.Root}/{run}",
            Inputs = [input],
            OutputDirectory = $"{folder.Root}/clean-{run}"
        })
        .RunAsync(TestContext.Current.CancellationToken)).Counts;

    private List<(string Name, byte[] Bytes)> Files(string run) =>
        [.. Directory.GetFiles($"{folder.Root}/clean-{run}").Where(static file => !file.EndsWith("filter.json",
            StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(static file => (Path.GetFileName(file), File.ReadAllBytes(file)))];

    private IEnumerable<(string Id, string Fate)> Documents(string run)
    {
        using var json =
            System.Text.Json.JsonDocument.Parse(File.ReadAllText($"{folder.Root}/clean-{run}/filter.json"));
        return [.. json.RootElement.GetProperty("documents").EnumerateArray()
            .Select(
                static document => (
                    document.GetProperty("id").GetString()!, document.GetProperty("fate").GetString()!))];
    }
}
