using Xunit;

namespace Dedupe.Acceptance;

public sealed class CliInfoTests
{
    [Fact]
    public async Task InfoTellsWhatRunsHere()
    {
        var run = (await Cli.Run("info")).Succeeded();

        foreach (var line in new[] { "dedupe ", ".NET ", "hash family ", "kernel ", "kernels ", "processors ",
            "memory ", "max document ", "formats ", "zstd " })
            Assert.Contains("\n" + line, "\n" + run.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^formats .*\.txt, \.md, \.jsonl, \.ndjson, \.wet, ", run.Output);
        // These are read from their ends.
        Assert.Matches(@"(?m)^formats .*, each but \.parquet, \.parq and \.zip also with \.gz, ", run.Output);
        Assert.Empty(run.Error);
        TestContext.Current.TestOutputHelper?.WriteLine($"program {Cli.Program}");
    }

    [Fact]
    public async Task APinnedKernelIsTheOneInUse()
    {
        var run = (await Cli.RunWith(new Dictionary<string, string> { ["DEDUPE_KERNEL"] = "scalar" }, "info"))
            .Succeeded();

        Assert.Matches("(?m)^kernel +scalar$", run.Output);
    }

    [Fact]
    public async Task TheCurveRisesAndMarksTheThreshold()
    {
        var run = (await Cli.Run("curve", "--threshold", "0.72", "--recall", "0.9", "--signature", "64")).Succeeded();

        var rows = run.Output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 1 && words[0] is ['0' or '1', '.', ..] && double.TryParse(words[1], out _))
            .ToList();
        Assert.Equal(20, rows.Count);
        var chances = rows.ConvertAll(row => double.Parse(row[1]));
        Assert.Equal(chances.Order(), chances);
        Assert.Equal("1.00", rows[^1][0]);
        Assert.Equal(1, chances[^1]);
        // The first step at or above the threshold is marked, and found as often as was wanted.
        var marked = Assert.Single(rows, row => row[^1] == "threshold");
        Assert.Equal("0.75", marked[0]);
        Assert.True(double.Parse(marked[1]) >= 0.9);
        Assert.Matches("bands [0-9]+, rows [0-9]+", run.Output);
    }
}
