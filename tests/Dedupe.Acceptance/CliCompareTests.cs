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
        var run = (await Cli.Run("compare", folder.Write("a.txt", Cli.Harbour), folder.Write("b.md", Cli.Orchard)))
            .Succeeded();

        Assert.Matches("(?m)^relation +none$", run.Output);
        Assert.Contains("No passage is shared.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AComparisonIsStoppedWhileItWorks()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "How much a program has worked is read from /proc.");
        var text = string.Concat(Enumerable.Repeat($"{Cli.Harbour} {Cli.Orchard}\n", 12_000)); // half a minute of work
        var (a, b) = (folder.Write("a.txt", text), folder.Write("b.txt", text + "One more."));

        var run = await Cli.RunTerminated(ticks: 150, "compare", a, b);

        Assert.Equal(130, run.ExitCode);
        Assert.Equal("dedupe: stopped\n", run.Error);
        Assert.Equal("", run.Output);
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
        Assert.Equal(2, none.ExitCode);
        Assert.StartsWith($"dedupe: No such file or folder: '{missing}'.\n", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AgencyDifferencesAndDirectionAreShown()
    {
        var text =
            $"{Cli.Harbour} Officials said 12 people had been hurt on the pier, and two boats were lost in the fog.";
        var a = folder.Write(
            "a.jsonl", $"{{\"id\":\"a\",\"date\":\"2031-05-01\",\"text\":\"PORT ELLERY (XYP) - {text}\"}}\n");
        var other = text.Replace("12 people", "21 people", StringComparison.Ordinal);
        var b = folder.Write(
            "b.jsonl", $"{{\"id\":\"b\",\"date\":\"2031-05-02\",\"text\":\"{other} (AFP)\"}}\n");
        var agencies = folder.Write("agencies.txt", "agency Example Press = XYP\n");

        var shown = (await Cli.Run("compare", a, b, "--agencies", agencies)).Succeeded();
        var json = (await Cli.Run("compare", a, b, "--json")).Succeeded();

        Assert.Contains("agency: AFP, Example Press\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("number: 12 | 21\n", shown.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^direction +b-from-a, by date$", shown.Output);
        using var pair = JsonDocument.Parse(json.Output);
        Assert.Equal(
            "number",
            Assert.Single(pair.RootElement.GetProperty("differences").EnumerateArray())
                .GetProperty("kind")
                .GetString());
        Assert.Equal("AFP", pair.RootElement.GetProperty("agencyB").GetString());
        Assert.False(pair.RootElement.TryGetProperty("agencyA", out _));
        Assert.Equal("b-from-a", pair.RootElement.GetProperty("direction").GetString());
    }

    [Fact]
    public async Task ABadFileOfAgenciesIsNamedWithItsLine()
    {
        var a = folder.Write("a.txt", Cli.Harbour);
        var agencies = folder.Write("agencies.txt", "# ours\nagency = XYP\n");

        var run = await Cli.Run("cluster", a, "--agencies", agencies);

        Assert.Equal(4, run.ExitCode);
        Assert.Equal($"dedupe: {agencies}:2: the agency has no name\n", run.Error);
    }
}
