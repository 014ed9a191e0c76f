using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary><c>dedupe clean</c> as commands.</summary>
public sealed class CliCleanTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CliCleanTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files are cleaned up on Linux alone.");
        folder.Write("in/a.txt", Cli.Harbour);
        folder.Write("in/sub/b.txt", Cli.Harbour);
        folder.Write("in/c.txt", Cli.Orchard);
        folder.Write("in/empty.txt", "");
        folder.Write("in/empty2.txt", "");
        folder.Write("in/short.txt", "Too short.");
        folder.Write("in/short2.txt", "Too short.");
        folder.Write("in/many.jsonl", Cli.Lines(("m1", Cli.Orchard), ("m2", Cli.Orchard)));
    }

    private string Tree => Path.Combine(folder.Path, "in");

    private string Plan => Path.Combine(folder.Path, "plan");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task APlanIsAppliedAndUndone()
    {
        var before = await PictureAsync();
        var planned = await Cli.Run("clean", "plan", Tree, "-o", Plan, "-q", "--json");
        // Empty files are rejected, and equal to nothing.
        Assert.Equal(3, planned.ExitCode);
        using var plan = JsonDocument.Parse(planned.Output);
        // A file, and a record that another one of its file has.
        Assert.Equal(2, plan.RootElement.GetProperty("removals").GetInt32());
        Assert.Equal(1, plan.RootElement.GetProperty("records").GetInt32());
        Assert.Equal(0, plan.RootElement.GetProperty("lostWords").GetInt32());

        Assert.Contains(
            "Nothing was touched", (await Cli.Run("clean", "apply", Plan)).Succeeded().Output,
            StringComparison.Ordinal);
        Assert.Equal(before, await PictureAsync());
        Assert.Contains(
            "1 file of", (await Cli.Run("clean", "apply", Plan, "--yes")).Succeeded().Output,
            StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(
            Path.Combine(Plan, "quarantine"), "*.txt", SearchOption.AllDirectories));
        Assert.Contains(
            "1 file of", (await Cli.Run("clean", "undo", Plan)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(before, await PictureAsync());
    }

    [Fact]
    public async Task WhatChangedIsLeftAndTold()
    {
        await Cli.Run("clean", "plan", Tree, "-o", Plan, "-q", "--keep", $"path:{Path.Combine(Tree, "sub")}");
        File.WriteAllText(Path.Combine(Tree, "sub", "b.txt"), Cli.Harbour + " More.");

        var run = await Cli.Run("clean", "apply", Plan, "--yes", "--json");

        Assert.Equal(3, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetProperty("skipped").GetProperty("keeper-changed").GetInt32());
        Assert.True(File.Exists(Path.Combine(Tree, "a.txt")));
    }

    [Fact]
    public async Task APlanThatIsTooGoodToBeTrueIsRefused()
    {
        var run = await Cli.Run("clean", "plan", Tree, "-o", Plan, "-q", "--max-remove-percent", "5");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--max-remove-percent", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Plan, "plan.jsonl")));
        // The run that was made is used.
        Assert.Equal(3, (await Cli.Run("clean", "plan", Tree, "-o", Plan, "-q")).ExitCode);
    }

    [Fact]
    public async Task WhatIsProtectedStays()
    {
        await Cli.Run("clean", "plan", Tree, "-o", Plan, "-q", "--protect", Path.Combine(Tree, "sub"));
        (await Cli.Run("clean", "apply", Plan, "--yes")).Succeeded();
        Assert.True(File.Exists(Path.Combine(Tree, "sub", "b.txt")));
        Assert.False(File.Exists(Path.Combine(Tree, "a.txt")));

        Assert.Equal(2, (await Cli.Run("clean", "plan", Tree, "-o", Plan, "-q", "--overwrite")).ExitCode);
        var other = Path.Combine(folder.Path, "other");
        await Cli.Run("clean", "plan", Tree, "-o", other, "-q", "--protect", Tree);
        Assert.Equal(3, File.ReadAllLines(Path.Combine(other, "plan.jsonl")).Length + 1);
    }

    [Fact]
    public async Task OfPagesThatAreTheSameOneStaysBesideAText()
    {
        var page = $"<html><body><article><p>{Cli.Orchard}</p></article></body></html>";
        folder.Write("in/p1.html", page);
        folder.Write("in/p2.html", page);
        folder.Write("in/p3.html", page.Replace("<article>", "<article lang=\"en\">", StringComparison.Ordinal));

        await Cli.Run("clean", "plan", Tree, "-o", Plan, "-q", "--keep", $"path:{Path.Combine(Tree, "c.txt")}");
        await ApplyAsync();

        Assert.Equal(
            ["c.txt", "p1.html", "p3.html"],
            Directory.GetFiles(Tree).Select(Path.GetFileName).Where(static name => name![0] is 'c' or 'p').Order()
                .Select(static name => name == "p2.html" ? "p1.html" : name));
    }

    [Fact]
    public async Task ARunThatIsThereMakesAPlan()
    {
        var run = Path.Combine(folder.Path, "found");
        await Cli.Run("cluster", Tree, "-o", run, "-q");
        await Cli.Run("clean", "plan", "--run", run, "-o", Plan, "-q");
        Assert.Equal(1, (await ApplyAsync()).GetProperty("done").GetInt32());
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("plan", "IN", "-o", "IN/plan")]
    [InlineData("plan", "IN", "--run", "IN", "-o", "PLAN")]
    [InlineData("plan", "IN", "-o", "PLAN", "--relations", "partial")]
    [InlineData("apply", "IN")]
    [InlineData("apply", "IN", "--delete", "--hardlink")]
    [InlineData("undo", "IN")]
    public async Task WhatCannotBeIsToldInOneLine(params string[] words)
    {
        var run = await Cli.Run(
            ["clean", .. words.Select(word => word.Replace("IN", Tree, StringComparison.Ordinal)
                .Replace("PLAN", Plan, StringComparison.Ordinal))]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("dedupe: ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Tree, "plan")));
    }

    [Fact]
    public async Task APlanIsNotReplacedWhileItIsApplied()
    {
        await Cli.Run("clean", "plan", Tree, "-o", Plan, "-q");
        var plan = File.ReadAllText(Path.Combine(Plan, "plan.jsonl"));
        using (File.Open(
            Path.Combine(Plan, ".dedupe.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var run = await Cli.Run("clean", "plan", Tree, "-o", Plan, "-q", "--overwrite", "--relations", "derived");
            Assert.Equal(4, run.ExitCode);
        }

        Assert.Equal(plan, File.ReadAllText(Path.Combine(Plan, "plan.jsonl")));
    }

    private async Task<JsonElement> ApplyAsync()
    {
        using var json = JsonDocument.Parse((await Cli.Run("clean", "apply", Plan, "--yes", "--json")).Output);
        return json.RootElement.Clone();
    }

    private async Task<string> PictureAsync() => (await ProgramRun.Of(
        "sh",
        [
            "-ec", "cd \"$1\"; find . -printf '%P %y %s %m %U %G %T@ %n %i %l\\n' | sort; "
                + "find . -type f -exec sha256sum {} + | sort", "sh", Tree,
        ])).Succeeded().Output;
}
