using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary><c>--options FILE</c>: what it sets, what wins over it, and how a wrong one is told.</summary>
public sealed class CliOptionsTests : IDisposable
{
    private const string Articles = "seeds/wire-demo/articles.jsonl";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TheOptionsOfARunMakeTheSameRun()
    {
        var first = Path.Combine(folder.Path, "first");
        (await Cli.Run("cluster", Articles, "-o", first, "-q", "--threshold", "0.6", "--prefer", "Corvane Wire",
            "--singletons", "--threads", "1")).Succeeded();
        var options = JsonNode.Parse(File.ReadAllText(Path.Combine(first, "summary.json")))!["options"]!.ToJsonString();

        foreach (var file in (string[])[folder.Write("options.json", options), Path.Combine(first, "summary.json"),
            Path.Combine(first, "run.json")])
        {
            var again = Path.Combine(folder.Path, "again");
            (await Cli.Run("cluster", Articles, "-o", again, "-q", "--overwrite", "--options", file)).Succeeded();

            Assert.Equal(
                File.ReadAllText(Path.Combine(first, "clusters.jsonl")),
                File.ReadAllText(Path.Combine(again, "clusters.jsonl")));
            Assert.Equal(
                File.ReadAllText(Path.Combine(first, "pairs.jsonl")),
                File.ReadAllText(Path.Combine(again, "pairs.jsonl")));
        }
    }

    [Fact]
    public async Task TheCommandLineWinsAndTheRunRecordsBoth()
    {
        var output = Path.Combine(folder.Path, "out");
        var file = folder.Write(
            "o.json",
            """
            {"threshold":0.9,"shingleSize":4,"clustering":{"singletons":true},"verification":{"derivedShare":0.18}}
            """);

        (await Cli.Run("cluster", Articles, "-o", output, "-q", "--options", file, "--threshold", "0.7", "--singletons",
            "false")).Succeeded();

        foreach (var record in (string[])["run.json", "summary.json"])
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, record)));
            var options = json.RootElement.GetProperty("options");
            Assert.Equal(0.7, options.GetProperty("threshold").GetDouble());
            Assert.Equal(4, options.GetProperty("shingleSize").GetInt32());
            Assert.False(options.GetProperty("clustering").GetProperty("singletons").GetBoolean());
            Assert.Equal(0.18, options.GetProperty("verification").GetProperty("derivedShare").GetDouble());
        }
    }

    [Fact]
    public async Task ComparingAndEvaluatingTakeThemToo()
    {
        var a = folder.Write("a.txt", Cli.Harbour);
        var b = folder.Write("b.txt", Cli.Harbour + " " + Cli.Orchard);
        var strict = folder.Write(
            "o.json",
            """{"threshold":1,"verification":{"derivedShare":1,"containedShare":1,"derivedWords":999}}""");
        Assert.Contains(
            "\"derived\"", (await Cli.Run("compare", a, b, "--json")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains(
            "\"partial\"", (await Cli.Run("compare", a, b, "--json", "--options", strict)).Succeeded().Output,
            StringComparison.Ordinal);

        string[] eval =
            ["eval", "--labels", folder.Write("l.jsonl", "{\"a\":\"a.txt\",\"b\":\"b.txt\",\"label\":\"derived\"}\n"),
                "--input", a, b, "--json", "-q"];
        Assert.Contains("\"truePositives\":1", (await Cli.Run(eval)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains(
            "\"truePositives\":0", (await Cli.Run([.. eval, "--options", strict])).Succeeded().Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "{\n\"verification\":{\n\"derivedShar\":0.1}}",
        ":3: verification.derivedShar is no option; did you mean derivedShare?")]
    [InlineData("{\"threshold\":\"high\"}", ":1: threshold takes a number")]
    [InlineData("{\"threshold\":7}", ":1: threshold: ")]
    [InlineData("{", ":1: not valid JSON")]
    public async Task AWrongFileIsWrongUsage(string content, string message)
    {
        var file = folder.Write("o.json", content);

        var run = await Cli.Run("cluster", Articles, "--options", file);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith($"dedupe: {file}{message}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingFileIsWrongUsage()
    {
        var run = await Cli.Run("cluster", Articles, "--options", "no-such-file");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("dedupe: --options: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("no-such-file", run.Error, StringComparison.Ordinal);
    }
}
