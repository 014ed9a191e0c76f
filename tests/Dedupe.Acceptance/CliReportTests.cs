using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary><c>dedupe report</c>, <c>stats</c>, <c>runs compare</c> and <c>curve --plot</c> as commands.</summary>
public sealed class CliReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string input;

    public CliReportTests() => input = folder.Write(
        "in.jsonl",
        Article("a", Cli.Harbour, "The harbour") + Article("b", Cli.Harbour, "=1+2")
        + Article("c", Cli.Orchard, "Pears"));

    private string Run => Path.Combine(folder.Path, "found");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task APageIsWrittenBesideTheResultsAndNeverOverAnotherFile()
    {
        await FindAsync();
        Assert.Equal(Path.Combine(Run, "report.html"), (await Cli.Run("report", Run)).Succeeded().Output.Trim());
        var again = await Cli.Run("report", Run);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("--overwrite", again.Error, StringComparison.Ordinal);
        (await Cli.Run("report", Run, "--overwrite")).Succeeded();

        var other = folder.Write("mine.html", "<p>mine</p>");
        var refused = await Cli.Run("report", Run, "-o", other, "--overwrite");
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("<p>mine</p>", await File.ReadAllTextAsync(other, TestContext.Current.CancellationToken));
        var full = await Cli.Run("report", Run, "-o", folder.Path);
        Assert.Equal(2, full.ExitCode);
        Assert.Contains("not empty", full.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunThatIsNotWholeIsRefused()
    {
        await FindAsync();
        var pairs = Path.Combine(Run, "pairs.jsonl");
        await File.AppendAllTextAsync(pairs, "{}\n", TestContext.Current.CancellationToken);
        foreach (var command in (string[][])[["report", Run], ["stats", Run], ["runs", "compare", Run, Run]])
        {
            var refused = await Cli.Run(command);
            Assert.Equal(4, refused.ExitCode);
            Assert.Contains("pairs.jsonl is not what the run wrote", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await Cli.Run("report", folder.Path)).ExitCode);
        Assert.False(File.Exists(Path.Combine(Run, "report.html")));
    }

    [Fact]
    public async Task InputsThatChangedCostTheTextsNotTheReport()
    {
        await FindAsync();
        await File.AppendAllTextAsync(input, Article("d", Cli.Orchard, ""), TestContext.Current.CancellationToken);
        var page = (await Cli.Run("report", Run)).Succeeded().Output.Trim();
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("inputs are not what the run read", html, StringComparison.Ordinal);
        Assert.DoesNotContain("freighter Halcyon", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SpreadsheetsHaveEveryMemberAndNoFormula()
    {
        await FindAsync();
        var csv = Path.Combine(folder.Path, "csv");
        var book = Path.Combine(folder.Path, "found.xlsx");
        (await Cli.Run("report", Run, "--csv", csv, "--xlsx", book)).Succeeded();
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(csv, "clusters.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(3, lines.Length);
        Assert.Contains(",'=1+2,", lines[2], StringComparison.Ordinal);
        Assert.Equal(2, File.ReadLines(Path.Combine(csv, "pairs.csv")).Count());

        using var opened = SpreadsheetDocument.Open(book, isEditable: false);
        var sheets = opened.WorkbookPart!.WorksheetParts
            .Select(static part => part.Worksheet!.Descendants<Row>().Count()).Order().ToList();
        Assert.Equal([2, 3], sheets);
        Assert.Empty(opened.WorkbookPart.WorksheetParts.SelectMany(
            static part => part.Worksheet!.Descendants<CellFormula>()));
        Assert.Equal(2, (await Cli.Run("report", Run, "--csv", csv)).ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("word")]
    public async Task ARunThatFoundNothingHasAReport(string text)
    {
        await File.WriteAllTextAsync(
            input, text.Length == 0 ? "" : Article("x", text, ""), TestContext.Current.CancellationToken);
        await FindAsync();
        (await Cli.Run("report", Run)).Succeeded();
        (await Cli.Run("report", Run, "-o", Path.Combine(folder.Path, "all"))).Succeeded();
        (await Cli.Run("report", Run, "--csv", Path.Combine(folder.Path, "csv"))).Succeeded();
        Assert.Contains("0 clusters", (await Cli.Run("stats", Run)).Succeeded().Output, StringComparison.Ordinal);
        (await Cli.Run("stats", Run, "--json")).Succeeded();
        (await Cli.Run("runs", "compare", Run, Run)).Succeeded();
    }

    [Fact]
    public async Task StatsCount()
    {
        await FindAsync();
        Assert.Contains(
            "1 cluster of 2 documents", (await Cli.Run("stats", Run)).Succeeded().Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await Cli.Run("stats", Run, "--json")).Succeeded().Output);
        Assert.Equal(1, json.RootElement.GetProperty("sizes").GetProperty("2").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("copies").GetProperty("identical").GetInt32());
    }

    [Fact]
    public async Task TwoRunsAreCompared()
    {
        // Of two texts that share half, one run says copies, the other, which looks for near-duplicates alone, nothing.
        await File.AppendAllTextAsync(
            input, Article("d", $"{Cli.Orchard} {Cli.Harbour}", ""), TestContext.Current.CancellationToken);
        await FindAsync();
        var near = Path.Combine(folder.Path, "near");
        (await Cli.Run("cluster", input, "-o", near, "--near-only", "--quiet")).Succeeded();
        var told = (await Cli.Run("runs", "compare", Run, near)).Succeeded().Output;
        Assert.Contains("option nearOnly was False, is True", told, StringComparison.Ordinal);
        var elsewhere = Path.Combine(folder.Path, "elsewhere");
        var other = folder.Write("other.jsonl", Article("e", Cli.Orchard, ""));
        (await Cli.Run("cluster", other, "-o", elsewhere, "--quiet")).Succeeded();
        Assert.Contains(
            $"input {other} is new", (await Cli.Run("runs", "compare", Run, elsewhere)).Succeeded().Output,
            StringComparison.Ordinal);
        Assert.Matches("documents? left their cluster", told);
        using var json = JsonDocument.Parse((await Cli.Run("runs", "compare", Run, Run, "--json")).Succeeded().Output);
        Assert.Equal(
            json.RootElement.GetProperty("clustersBefore").GetInt32(),
            json.RootElement.GetProperty("clustersSame").GetInt32());
        Assert.All(
            json.RootElement.GetProperty("pairs").EnumerateArray(),
            static pair => Assert.Equal(pair.GetProperty("before").GetString(), pair.GetProperty("after").GetString()));
    }

    [Fact]
    public async Task TheCurveIsDrawn()
    {
        var plot = Path.Combine(folder.Path, "curve.svg");
        (await Cli.Run("curve", "--plot", plot)).Succeeded();
        var svg = await File.ReadAllTextAsync(plot, TestContext.Current.CancellationToken);
        Assert.StartsWith("<svg ", svg, StringComparison.Ordinal);
        Assert.Contains("<polyline", svg, StringComparison.Ordinal);
        Assert.Equal(2, (await Cli.Run("curve", "--plot", plot)).ExitCode);
    }

    private async Task FindAsync() => (await Cli.Run("cluster", input, "-o", Run, "--quiet")).Succeeded();

    private static string Article(string id, string text, string title) =>
        JsonSerializer.Serialize(new { id, text, title }) + "\n";
}
