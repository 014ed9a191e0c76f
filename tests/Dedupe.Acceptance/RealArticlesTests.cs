using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Dedupe.Acceptance;

/// <summary>The command on the sample articles and on the labelled collection, where they are at hand.</summary>
public sealed class RealArticlesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task OrderThreadsAndMemoryChangeNoByte()
    {
        var articles = Path.Combine(Repository.Root, "..", "shared", "gold", "wire-dev", "articles.jsonl.gz");
        Assert.SkipUnless(File.Exists(articles), "The labelled collection is not beside the checkout.");
        var lines = ReadLines(articles);
        new Random(7).Shuffle(lines);
        var first = Write("first.jsonl", lines[..3000]);
        var second = Write("second.jsonl", lines[3000..]);

        var expected = await Results("as-it-is", articles, "--threads", "1");
        Assert.Equal(expected, await Results("shuffled", first, second, "--threads", "2"));
        Assert.Equal(expected, await Results("turned", second, first, "--threads", "4", "--memory", "1MB"));
        Assert.Contains(
            "\"accepted\": 5811", File.ReadAllText(Path.Combine(folder.Path, "as-it-is", "summary.json")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvaluationOfTheLabelledPairsStaysRight()
    {
        var gold = Path.Combine(Repository.Root, "..", "shared", "gold", "wire-dev");
        Assert.SkipUnless(Directory.Exists(gold), "The labelled collection is not beside the checkout.");
        var run = (await Cli.Run(
            "eval", "--labels", Path.Combine(gold, "pairs.jsonl"), "--input", Path.Combine(gold, "articles.jsonl.gz"),
                "--json", "--quiet")).Succeeded();

        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        var pairs = json.RootElement.GetProperty("pairs");
        Assert.True(pairs.GetProperty("f1").GetDouble() >= 0.9, run.Output);
        Assert.True(pairs.GetProperty("precision").GetDouble() >= 0.9, run.Output);
    }

    public void Dispose() => folder.Dispose();

    private async Task<(string Clusters, string Pairs)> Results(string name, params string[] arguments)
    {
        var output = Path.Combine(folder.Path, name);
        (await Cli.Run(["cluster", .. arguments, "-o", output, "--quiet"])).Succeeded();
        // The members say which file they stand in, and the runs get them in other files.
        var clusters = File.ReadAllLines(Path.Combine(output, "clusters.jsonl")).Select(static line =>
        {
            var cluster = JsonNode.Parse(line)!;
            foreach (var member in cluster["members"]!.AsArray())
                Assert.True(member!.AsObject().Remove("file"));
            return cluster.ToJsonString();
        });
        return (string.Join('\n', clusters), File.ReadAllText(Path.Combine(output, "pairs.jsonl")));
    }

    private static string[] ReadLines(string path)
    {
        using var reader =
            new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private string Write(string name, string[] lines)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }
}
