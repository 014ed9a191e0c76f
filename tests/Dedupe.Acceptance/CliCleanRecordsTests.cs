using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary><c>dedupe clean</c> takes records out of files.</summary>
public sealed class CliCleanRecordsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CliCleanRecordsTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files are cleaned up on Linux alone.");
        folder.Write("in/a.txt", Cli.Harbour);
        folder.Write("in/sub/b.txt", Cli.Harbour);
        folder.Write("in/one.jsonl", Cli.Lines(("o1", Cli.Orchard), ("o2", Cli.Harbour), ("o3", Cli.Orchard)));
        folder.Write("in/sub/two.csv", $"id,text\nt1,\"{Cli.Orchard}\"\nt2,only here\n");
    }

    private string Tree => Path.Combine(folder.Path, "in");

    private string Plan => Path.Combine(folder.Path, "plan");

    private string One => Path.Combine(Tree, "one.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task RecordsAndFilesGoAndComeBack()
    {
        (await ProgramRun.Of("sh", ["-ec", "gzip -9 \"$1\"; chmod 600 \"$1.gz\"", "sh", One])).Succeeded();
        var before = await PictureAsync();
        var plan = await PlanAsync();
        // One of three places of the one story stays, and of the other the record in which the texts are found.
        Assert.Equal((4, 2, 2), (
            plan.GetProperty("removals").GetInt32(), plan.GetProperty("records").GetInt32(),
            plan.GetProperty("filesThatLoseRecords").GetInt32()));

        var run = (await Cli.Run("clean", "apply", Plan)).Succeeded();
        Assert.Contains("2 records can be taken out of 2 files", run.Output, StringComparison.Ordinal);
        run = (await Cli.Run("clean", "apply", Plan, "--yes")).Succeeded();
        Assert.Contains("--in-place replaces them", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Plan, "filtered"), "*", SearchOption.AllDirectories).Length);
        using (var json = JsonDocument.Parse(
            (await Cli.Run("clean", "apply", Plan, "--yes", "--in-place", "--json")).Succeeded().Output))
        {
            Assert.Equal(2, json.RootElement.GetProperty("before").GetInt32());
            Assert.Equal(2, json.RootElement.GetProperty("records").GetProperty("done").GetInt32());
        }

        var copy = await ProgramRun.Of("cmp", [One + ".gz", Path.Combine(Plan, "filtered/in/one.jsonl.gz")]);
        copy.Succeeded();
        run = (await Cli.Run("clean", "undo", Plan)).Succeeded();
        Assert.Contains("2 files with 2 records put back", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, await PictureAsync());
    }

    [Fact]
    public async Task WhatChangedIsLeftAndTold()
    {
        await PlanAsync();
        File.AppendAllText(One, "\n");
        var before = await PictureAsync();

        var run = await Cli.Run("clean", "apply", Plan, "--yes", "--in-place", "--json");

        Assert.Equal(3, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(0, json.RootElement.GetProperty("done").GetInt32());
        Assert.Equal(4, json.RootElement.GetProperty("failed").GetInt32());
        Assert.Equal(before, await PictureAsync());
    }

    [Fact]
    public async Task WhatWasChangedSinceIsLeftByUndo()
    {
        await PlanAsync();
        (await Cli.Run("clean", "apply", Plan, "--yes", "--in-place")).Succeeded();
        File.AppendAllText(One, "{\"id\": \"new\", \"text\": \"new\"}\n");

        var run = await Cli.Run("clean", "undo", Plan, "--json");

        Assert.Equal(3, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetProperty("skipped").GetProperty("changed-since").GetInt32());
        Assert.EndsWith("\"new\"}\n", File.ReadAllText(One), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePageShowsRecords()
    {
        await PlanAsync();
        Assert.Contains(
            "one.jsonl:3 (o3)", File.ReadAllText(Path.Combine(Plan, "review.html")), StringComparison.Ordinal);
    }

    private async Task<JsonElement> PlanAsync()
    {
        var run = await Cli.Run(
            "clean", "plan", Tree, "-o", Plan, "-q", "--json", "--max-remove-percent", "80", "--keep",
            $"path:{One},path:{One}.gz");
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.Clone();
    }

    private async Task<string> PictureAsync() => (await ProgramRun.Of(
        "sh",
        [
            "-ec", "cd \"$1\"; find . -printf '%P %y %s %m %U %G %T@ %n %i %l\\n' | sort; "
                + "find . -type f -exec sha256sum {} + | sort", "sh", Tree,
        ])).Succeeded().Output;
}
