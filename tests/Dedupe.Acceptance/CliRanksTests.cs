using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>A run that many processes do: plan, stage, status.</summary>
public sealed class CliRanksTests : IDisposable
{
    private const string Input = "seeds/wire-demo/articles.jsonl";

    private static readonly (string Stage, string? Tier)[] Stages =
    [
        ("sign", null), ("merge", null), ("group", "near"), ("verify", "near"), ("cluster", "near"), ("group", "story"),
            ("verify", "story"),
        ("cluster", "story"), ("group", "reuse"), ("verify", "reuse"), ("cluster", "reuse"),
    ];

    private readonly TemporaryFolder folder = new();

    private string Run => Path.Combine(folder.Path, "run");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ProcessesFindWhatOneFindsInAnyOrder()
    {
        var one = Path.Combine(folder.Path, "one");
        (await Cli.Run("cluster", Input, "-o", one, "--quiet")).Succeeded();
        var plan = (await Cli.Run("plan", Input, "-o", Run, "--parts", "7")).Succeeded();
        Assert.Contains("in 7 parts", plan.Output, StringComparison.Ordinal);

        var last = plan;
        foreach (var (number, (stage, tier)) in Stages.Index())
        {
            Assert.Contains($"dedupe {string.Join(' ', Words(stage, tier))}", plan.Output, StringComparison.Ordinal);
            var ranks = new[] { 7, 1, 3 }[number % 3];
            // Two at a time, the last first.
            foreach (var pair in Enumerable.Range(0, ranks).Reverse().Chunk(2))
            {
                var runs = await Task.WhenAll(
                    pair.Select(rank => Cli.Run([.. Words(stage, tier), "--rank", $"{rank}", "--of", $"{ranks}"])));
                foreach (var run in runs)
                    run.Succeeded();
                last = runs[^1];
            }
        }

        Assert.Contains("23 documents, 4 clusters", last.Error, StringComparison.Ordinal);
        foreach (var name in new[] { "clusters.jsonl", "pairs.jsonl", "rejected.jsonl" })
            Assert.Equal(File.ReadAllText(Path.Combine(one, name)), File.ReadAllText(Path.Combine(Run, name)));
        Assert.Contains(
            "complete: nothing to do", (await Cli.Run("stage", "all", Run)).Succeeded().Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheStatusTellsWhatIsMissing()
    {
        (await Cli.Run("plan", Input, "-o", Run, "--parts", "4")).Succeeded();
        (await Cli.Run("stage", "sign", Run, "--rank", "1", "--of", "4")).Succeeded();

        var table = (await Cli.Run("status", Run)).Succeeded().Output;
        Assert.Matches(@"  sign +1 of 4 .* 0, 2, 3\n", table);
        Assert.Contains($"Next: dedupe stage sign {Run} --rank R --of N", table, StringComparison.Ordinal);
        using (var json = JsonDocument.Parse((await Cli.Run("status", Run, "--json")).Succeeded().Output))
        {
            Assert.False(json.RootElement.GetProperty("complete").GetBoolean());
            var sign = json.RootElement.GetProperty("stages")[0];
            Assert.Equal(1, sign.GetProperty("done").GetInt32());
            Assert.True(sign.GetProperty("secondsLeft").GetDouble() >= 0); // to a tenth of a second
        }

        var early = await Cli.Run("stage", "merge", Run);
        Assert.Equal(4, early.ExitCode);
        Assert.Contains("3 of 4 parts are not done: 0, 2, 3", early.Error, StringComparison.Ordinal);
        (await Cli.Run("stage", "all", Run)).Succeeded();
        Assert.Contains(", complete", (await Cli.Run("status", Run)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RejectedInputIsTheExitCodeOfTheLastStage()
    {
        var input = folder.Write("in.jsonl", Cli.Lines(("a", Cli.Harbour), ("b", Cli.Harbour)) + "broken\n");
        (await Cli.Run("plan", input, "-o", Run, "--parts", "2")).Succeeded();

        Assert.Equal(0, (await Cli.Run("stage", "sign", Run)).ExitCode);
        Assert.Equal(3, (await Cli.Run("stage", "all", Run)).ExitCode);
    }

    [Fact]
    public async Task TheRankIsThatOfTheJobArray()
    {
        (await Cli.Run("plan", Input, "-o", Run, "--parts", "4")).Succeeded();

        var slurm = await Cli.RunWith(
            new Dictionary<string,
                string>
            {
                ["SLURM_ARRAY_TASK_ID"] = "5",
                ["SLURM_ARRAY_TASK_MIN"] = "3",
                ["SLURM_ARRAY_TASK_COUNT"] = "4"
            }, "stage", "sign", Run);
        Assert.Contains("sign, rank 2 of 4: 1 part of 4", slurm.Succeeded().Error, StringComparison.Ordinal);
        var kubernetes = await Cli.RunWith(
            new Dictionary<string, string> { ["JOB_COMPLETION_INDEX"] = "1" }, "stage", "sign", Run, "--of", "2");
        Assert.Contains("sign, rank 1 of 2: 2 parts of 4", kubernetes.Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsWrongIsTold()
    {
        Assert.Equal(2, (await Cli.Run("status", Run)).ExitCode);
        Directory.CreateDirectory(Run);
        Assert.Contains("holds no run", await Failed(2, "stage", "sign", Run), StringComparison.Ordinal);
        Assert.Contains("holds no run", await Failed(2, "status", Run), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Run, "run.json"), "{\"hashFamilyVersion\": 1}");
        Assert.Contains(
            "run.json is not the manifest of a run: it has no field \"inputs\".",
            await Failed(4, "status", Run),
            StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Run, "run.json"), "{\n\"hash");
        Assert.Contains(
            "it is not valid JSON at byte 6 of line 2.", await Failed(4, "status", Run), StringComparison.Ordinal);
        File.Delete(Path.Combine(Run, "run.json"));
        var input = folder.Write("in.jsonl", Cli.Lines(("a", Cli.Harbour), ("b", Cli.Orchard)));
        (await Cli.Run("plan", input, "-o", Run, "--near-only")).Succeeded();
        var story = await Cli.Run("stage", "group", Run, "--tier", "story");
        Assert.Equal(2, story.ExitCode);
        Assert.Contains("no stage group of the tier story", story.Error, StringComparison.Ordinal);
        File.AppendAllText(input, "\n");
        Assert.Contains($"input {input} was ", await Failed(4, "stage", "sign", Run), StringComparison.Ordinal);

        async Task<string> Failed(int exitCode, params string[] arguments)
        {
            var run = await Cli.Run(arguments);
            Assert.Equal(exitCode, run.ExitCode);
            return run.Error;
        }
    }

    [Fact]
    public async Task WithoutSlurmNothingIsWritten()
    {
        var run = await Cli.RunWith(
            new Dictionary<string, string> { ["PATH"] = folder.Path }, "cluster", Input, "-o", Run, "--slurm",
            "--tasks", "2");

        Assert.Equal(4, run.ExitCode);
        Assert.Matches("^dedupe: sbatch cannot be started .*dedupe stage work with any scheduler.\n$", run.Error);
        Assert.False(Directory.Exists(Run));
    }

    private string[] Words(string stage, string? tier) =>
        tier is null ? ["stage", stage, Run] : ["stage", stage, Run, "--tier", tier];
}
