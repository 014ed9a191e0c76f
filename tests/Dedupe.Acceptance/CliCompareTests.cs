using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

public sealed class CliCompareTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task SharedTextIsMarkedOnBothSides()
    {
        var a = folder.Write("a.txt", Cli.Harbour);
        var b = folder.Write("b.txt", $"{Cli.Orchard} {Cli.Harbour[..240]}");

        var run = (await Cli.Run("compare", a, b)).Succeeded();

        Assert.Contains(a, run.Output, StringComparison.Ordinal);
        Assert.Contains(b, run.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^relation +derived$", run.Output);
        Assert.Contains(run.Output.Split('\n'), line => line.Split("[prose 1: The harbour of Port Ellery").Length == 3);
        Assert.Contains("⋯ (", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task NothingIsLeftOutOnRequest()
    {
        var a = folder.Write("a.txt", Cli.Harbour);
        var b = folder.Write("b.txt", $"{Cli.Orchard} {Cli.Harbour[..240]}");

        var run = (await Cli.Run("compare", a, b, "--full")).Succeeded();

        Assert.DoesNotContain("⋯", run.Output, StringComparison.Ordinal);
        Assert.Contains("supermarkets", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePairCanBeHadAsJson()
    {
        var a = folder.Write("b-first.txt", Cli.Harbour);
        var b = folder.Write("a-second.jsonl", Cli.Lines(("the id", Cli.Harbour)));

        var run = (await Cli.Run("compare", "--json", a, b)).Succeeded();

        using var pair = JsonDocument.Parse(Assert.Single(run.Output.Trim().Split('\n')));
        Assert.Equal(a, pair.RootElement.GetProperty("a").GetString());
        Assert.Equal("the id", pair.RootElement.GetProperty("b").GetString());
        Assert.Equal("identical", pair.RootElement.GetProperty("relation").GetString());
        Assert.Equal(1, pair.RootElement.GetProperty("jaccard").GetDouble());
    }

    [Fact]
    public async Task NothingSharedIsSaid()
    {
        var run = (await Cli.Run("compare", folder.Write("a.txt", Cli.Harbour), folder.Write("b.md", Cli.Orchard))).Succeeded();

        Assert.Matches("(?m)^relation +none$", run.Output);
        Assert.Contains("No passage is shared.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInputWithoutExactlyOneDocumentFails()
    {
        var a = folder.Write("a.txt", Cli.Harbour);
        var two = folder.Write("two.jsonl", Cli.Lines(("1", Cli.Harbour), ("2", Cli.Orchard)));
        var missing = Path.Combine(folder.Path, "missing.txt");

        var many = await Cli.Run("compare", a, two);
        var none = await Cli.Run("compare", missing, a);

        Assert.Equal(4, many.ExitCode);
        Assert.Equal($"dedupe: {two} holds 2 documents; one is needed.\n", many.Error);
        Assert.Equal(4, none.ExitCode);
        Assert.StartsWith($"dedupe: {missing}: missing", none.Error, StringComparison.Ordinal);
    }
}
