using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary><c>dedupe filter</c> as a user runs it.</summary>
public sealed class CliFilterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Found => Path.Combine(folder.Path, "found");

    private string Clean => Path.Combine(folder.Path, "clean");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task CopiesGoAndTheCountsAddUp()
    {
        var input = await Clustered(("north", Cli.Harbour), ("south", Cli.Harbour), ("orchard", Cli.Orchard));

        var run = (await Cli.Run("filter", Found, input, "-o", Clean)).Succeeded();

        Assert.StartsWith(
            "3 documents read: 2 kept, 1 removed, 0 rejected; 1 file", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            Cli.Lines(("north", Cli.Harbour), ("orchard", Cli.Orchard)),
            File.ReadAllText(Path.Combine(Clean, "news.jsonl")));
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Clean, "filter.json")));
        Assert.Equal((3, 2, 1, 0), (Number("read"), Number("kept"), Number("removed"), Number("rejected")));
        Assert.Single(report.RootElement.GetProperty("files").EnumerateArray());

        // What is left has no copies.
        Assert.Equal(0, (await Cli.Run("cluster", Path.Combine(Clean, "news.jsonl"), "--fail-on-duplicates")).ExitCode);

        int Number(string name) => report.RootElement.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task WhatDoesNotGoTogetherIsRefused()
    {
        var input = await Clustered(("north", Cli.Harbour), ("south", Cli.Harbour));
        var other = folder.Write("other.jsonl", Cli.Lines(("south", Cli.Harbour), ("west", Cli.Orchard)));
        folder.Write("full/note", "something");

        await Refused("no run directory", "filter", folder.Path, input, "-o", Clean);
        await Refused("was not part of the run", "filter", Found, other, "-o", Clean);
        await Refused("is not empty", "filter", Found, input, "-o", Path.Combine(folder.Path, "full"));
        await Refused("inside it", "filter", Found, input, "-o", Path.Combine(Found, "clean"));
        await Refused("over itself", "filter", Found, input, "-o", folder.Path, "--overwrite");
        await Refused("Standard input", "filter", Found, "-", "-o", Clean);
        await Refused(
            "No such file or folder", "filter", Found, Path.Combine(folder.Path, "absent.jsonl"), "-o", Clean);
        Assert.False(Directory.Exists(Clean));

        var run = (await Cli.Run("filter", Found, other, "-o", Clean, "--allow-other")).Succeeded();
        Assert.Contains("1 kept, 1 removed", run.Output, StringComparison.Ordinal);
        File.AppendAllText(input, "\n");
        await Refused("changed since the run", "filter", Found, input, "-o", Clean, "--overwrite");
    }

    [Fact]
    public async Task ARunThatIsNotFinishedIsRefused()
    {
        var input = await Clustered(("north", Cli.Harbour), ("south", Cli.Harbour));
        var manifest = Path.Combine(Found, "run.json");
        var text = File.ReadAllText(manifest);
        File.WriteAllText(
            manifest, text[..text.IndexOf("\"complete\": true", StringComparison.Ordinal)] + "\"complete\": false}");

        await Refused("is not finished", "filter", Found, input, "-o", Clean);
    }

    [Fact]
    public async Task AFolderInsideAnInputIsRefused()
    {
        folder.Write("in/a.txt", Cli.Harbour);
        var input = Path.Combine(folder.Path, "in");
        (await Cli.Run("cluster", input, "-o", Found)).Succeeded();

        await Refused("inside the input", "filter", Found, input, "-o", Path.Combine(input, "clean"));
    }

    [Fact]
    public async Task WhatIsBrokenStaysUnlessItIsToGo()
    {
        var input = folder.Write(
            "news.jsonl", Cli.Lines(("north", Cli.Harbour)) + "broken\n" + Cli.Lines(("south", Cli.Harbour)));
        Assert.Equal(3, (await Cli.Run("cluster", input, "-o", Found)).ExitCode);

        var kept = await Cli.Run("filter", Found, input, "-o", Clean);
        Assert.Equal(3, kept.ExitCode);
        Assert.Contains("1 rejected (kept as they are)", kept.Output, StringComparison.Ordinal);
        Assert.Equal(
            Cli.Lines(("north", Cli.Harbour)) + "broken\n", File.ReadAllText(Path.Combine(Clean, "news.jsonl")));

        var dropped = await Cli.Run("filter", Found, input, "-o", Clean, "--overwrite", "--drop-rejected");
        Assert.Contains("1 rejected (left out)", dropped.Output, StringComparison.Ordinal);
        Assert.Equal(Cli.Lines(("north", Cli.Harbour)), File.ReadAllText(Path.Combine(Clean, "news.jsonl")));
    }

    private async Task<string> Clustered(params (string Id, string Text)[] articles)
    {
        var input = folder.Write("news.jsonl", Cli.Lines(articles));
        (await Cli.Run("cluster", input, "-o", Found)).Succeeded();
        return input;
    }

    private static async Task Refused(string words, params string[] arguments)
    {
        var run = await Cli.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }
}
