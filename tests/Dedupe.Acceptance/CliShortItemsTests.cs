using System.Text;
using System.Text.Json;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>Alerts and headlines through the command.</summary>
public sealed class CliShortItemsTests : IDisposable
{
    private const string Headline = "Ferry runs aground off Port Ellery";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AlertsAreMatchedLinkedRejectedAndCounted()
    {
        var input = folder.Write("in.jsonl", string.Concat(
            Line("a", "Polls close", Headline), Line(
                "b", "POLLS CLOSE.", Headline.ToUpperInvariant()), Line("c", "More to come", Headline),
            Line("d", "", Headline), Line("e", " ", Headline + "!"), Line("f", "", "Alert"), Line("g", "", ""),
                Line("h", "Rain", "Weather")));
        var output = Path.Combine(folder.Path, "out");

        var run = await Cli.Run("cluster", input, "-o", output, "-q");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            "in.jsonl:6 empty there is no text, and a headline under 4 words tells no story", run.Error,
            StringComparison.Ordinal);
        Assert.Contains("in.jsonl:7 empty", run.Error, StringComparison.Ordinal);
        Assert.Equal(["a b", "d e"], File.ReadLines(Path.Combine(output, "clusters.jsonl")).Select(Members));
        var pairs = File.ReadLines(Path.Combine(output, "pairs.jsonl")).ToList();
        Assert.Equal(
            3,
            pairs.Count(
                pair => pair.Contains("\"relation\":\"partial\"", StringComparison.Ordinal)
                    && pair.Contains("\"evidence\":\"title\"", StringComparison.Ordinal)));
        Assert.Equal(2, pairs.Count(pair => pair.Contains("\"relation\":\"identical\"", StringComparison.Ordinal)));
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "summary.json")));
        Assert.Equal(4, summary.RootElement.GetProperty("tooShort").GetInt32());
        Assert.Equal(3, summary.RootElement.GetProperty("tooShortMatched").GetInt32());
        Assert.Matches(@"(?m)^  partial +title  a   c$", (await Cli.Run("cluster", input, "-q")).Output);
    }

    [Fact]
    public async Task TenThousandEqualAlertsAreOneCluster()
    {
        var lines = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
            lines.Append(Line($"alert{i:d5}", "Polls close", Headline));

        var run = (await Cli.Run("cluster", folder.Write("in.jsonl", lines.ToString()), "-q")).Succeeded();

        Assert.Contains(
            "10000 documents, 1 cluster, 9999 duplicates, 0 rejected", run.Output, StringComparison.Ordinal);
    }

    private static string Line(string id, string text, string title) =>
        JsonSerializer.Serialize(new { id, text, title }) + "\n";

    private static string Members(string cluster)
    {
        using var json = JsonDocument.Parse(cluster);
        return string.Join(
            ' ',
            json.RootElement.GetProperty("members")
                .EnumerateArray()
                .Select(member => member.GetProperty("id").GetString())
                .Order(StringComparer.Ordinal));
    }
}
