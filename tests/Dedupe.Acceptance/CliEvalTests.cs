using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

public sealed class CliEvalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string articles;
    private readonly string labels;

    public CliEvalTests()
    {
        articles = folder.Write("in.jsonl", Cli.Lines(("a", Cli.Harbour), ("b", Cli.Harbour), ("c", Cli.Orchard)));
        labels = folder.Write(
            "labels.jsonl",
            """
            {"a":"a","b":"b","label":"same","why":"ignored"}
            {"a":"a","b":"c","label":"derived"}
            {"a":"b","b":"c","label":"none"}
            {"a":"c","b":"gone","label":"none"}

            """);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task FiguresAndConfusionArePrinted()
    {
        var run = (await Cli.Run("eval", "--labels", labels, "--input", articles, "--errors")).Succeeded();

        Assert.Contains("precision 1.000   recall 0.500   F1 0.667", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "1 copies found, 1 missed, 0 called copies wrongly, 2 rightly not", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 label with a document that is not in the input", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^same +1( +\.){6} *$", run.Output);
        Assert.Matches(@"(?m)^derived( +\.){6} +1 *$", run.Output);
        Assert.Matches(@"(?m)^  derived +none +0 % +0 % +a  c$", run.Output);
        Assert.Contains("1 error", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSameAsJson()
    {
        var run = (await Cli.Run("eval", "--json", "--errors", "--labels", labels, "--input", articles)).Succeeded();

        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal(0.6667, root.GetProperty("pairs").GetProperty("f1").GetDouble());
        Assert.Equal(1, root.GetProperty("unmatched").GetInt32());
        // Gold {a,b,c} {gone}, predicted {a,b} {c} {gone}.
        Assert.Equal(1, root.GetProperty("bCubed").GetProperty("precision").GetDouble());
        Assert.Equal(0.6667, root.GetProperty("bCubed").GetProperty("recall").GetDouble());
        Assert.Equal(0.3333, root.GetProperty("adjustedRand").GetDouble());
        Assert.Equal(1, root.GetProperty("confusion").GetProperty("same").GetProperty("identical").GetInt32());
        Assert.Equal("c", Assert.Single(root.GetProperty("errors").EnumerateArray()).GetProperty("b").GetString());
    }
}
