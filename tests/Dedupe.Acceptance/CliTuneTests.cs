using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary><c>dedupe tune</c>: what it fits, and that its file does what it says.</summary>
public sealed class CliTuneTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string articles;

    public CliTuneTests() => articles = folder.Write("in.jsonl", Cli.Lines(Enumerable.Range(0, 40).SelectMany(Pair)));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AUsersOwnLineIsFoundWrittenAndUsed()
    {
        var labels = Write(i => i < 20);
        var options = Path.Combine(folder.Path, "options.json");

        var run = (
            await Cli.Run("tune", "--labels", labels, "--input", articles, "-o", options, "-q", "--repeats", "2"))
                .Succeeded();

        Assert.Contains("40 labels: 20 of copies, 20 of others", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^derivedShare +0\.20 +0\.1\d  changed$", run.Output);
        Assert.Matches(@"(?m)^  in force +0\.000 ", run.Output);
        Assert.Matches(@"(?m)^  fitted +1\.000 ", run.Output);
        Assert.Contains("Changed: the gain is more than its standard error", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Written to {options}", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80 + folder.Path.Length));

        string[] eval = ["eval", "--labels", labels, "--input", articles, "--json", "-q"];
        Assert.Equal(0, F1((await Cli.Run(eval)).Succeeded()));
        Assert.Equal(1, F1((await Cli.Run([.. eval, "--options", options])).Succeeded()));
    }

    [Fact]
    public async Task WithoutAGainNothingIsChanged()
    {
        // Labels that have nothing to do with the texts, and thresholds that call everything a copy already: F1 can
        // only fall.
        var options = Path.Combine(folder.Path, "options.json");

        var run = (
            await Cli.Run(
                "tune", "--labels", Write(i => i % 2 == 0), "--input", articles, "-o", options, "-q", "--options",
                folder.Write(
                    "o.json",
                    "{\"verification\":{\"derivedShare\":0.01,\"derivedOtherShare\":0,\"derivedWords\":5}}")))
                        .Succeeded();

        Assert.Contains("Kept: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("changed", run.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(options));
        Assert.Equal(0.01, json.RootElement.GetProperty("verification").GetProperty("derivedShare").GetDouble());
        Assert.Equal(5, json.RootElement.GetProperty("verification").EnumerateObject().Count());
    }

    [Fact]
    public async Task TheSameSeedPrintsTheSame()
    {
        string[] tune = ["tune", "--labels", Write(i => i < 20), "--input", articles, "-q", "--repeats", "2", "--seed"];

        Assert.Equal(
            (await Cli.Run([.. tune, "7"])).Succeeded().Output,
            (await Cli.Run([.. tune, "7", "--threads", "1"])).Succeeded().Output);
    }

    [Fact]
    public async Task TooFewLabelsAreAFailure()
    {
        var run = await Cli.Run("tune", "--labels", Write(i => i < 9), "--input", articles, "-q");

        Assert.Equal(4, run.ExitCode);
        Assert.StartsWith("dedupe: there are 9 labelled copies and 31 others", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static double F1(ProgramRun run)
    {
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.GetProperty("pairs").GetProperty("f1").GetDouble();
    }

    private string Write(Func<int, bool> isCopy)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < 40; i++)
            lines.Append(
                CultureInfo.InvariantCulture,
                $"{{\"a\":\"a{i:d2}\",\"b\":\"b{i:d2}\",\"label\":\"{(isCopy(i) ? "copy" : "not")}\"}}\n");
        return folder.Write("labels.jsonl", lines.ToString());
    }

    // Two texts of 200 words with 30 words in common, or 12.
    private static IEnumerable<(string Id, string Text)> Pair(int number)
    {
        var shared = Words($"s{number}", number < 20 ? 30 : 12);
        yield return ($"a{number:d2}", $"{shared} {Words($"a{number}", 170)}");
        yield return ($"b{number:d2}", $"{shared} {Words($"b{number}", 170)}");
    }

    private static string Words(string name, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(i => $"{name}x{i}"));
}
