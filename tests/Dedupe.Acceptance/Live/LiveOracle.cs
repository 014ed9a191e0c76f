using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Dedupe.Acceptance.Live;

/// <summary>What must hold of a server, whatever happened to it: each article once, each pair once, no cluster twice;
/// and after a settlement the clusters of the batch, byte for byte.</summary>
internal static class LiveOracle
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Holds before any settlement and after it.</summary>
    public static async Task EachIsThereOnceAsync(HttpClient server, LiveLoad load)
    {
        var stats = await GetAsync(server, "/v1/stats");
        Assert.Equal(load.Acknowledged.Count, (int)stats["articles"]!);
        Assert.Equal(load.Acknowledged.Count, (int)stats["lastArticle"]!);
        Assert.Equal(0, (int)stats["missing"]!);
        var clusterOf = new Dictionary<long, long>();
        var pairs = new List<(long, long)>();
        foreach (var (place, answer) in load.Acknowledged)
        {
            var item = JsonNode.Parse(load.Lines[place])!;
            var id = Uri.EscapeDataString((string)item["id"]!);
            var there = await GetAsync(
                server, $"/v1/articles/{id}?source={Uri.EscapeDataString((string)item["source"]!)}");
            var version = Assert.Single(there["versions"]!.AsArray())!;
            Assert.Equal((string)item["text"]!, (string)version["text"]!);
            var number = (long)version["number"]!;
            Assert.Equal((long)JsonNode.Parse(answer)!["number"]!, number);
            clusterOf.Add(number, (long?)version["cluster"] ?? 0);
            pairs.AddRange(version["pairs"]!.AsArray().Select(pair => Sorted(number, (long)pair!["number"]!)));
        }

        // Each pair is shown by both of its articles.
        Assert.All(pairs.GroupBy(static pair => pair), static pair => Assert.Equal(2, pair.Count()));
        var members = (await ClustersAsync(server)).SelectMany(static cluster => cluster["members"]!.AsArray().Select(
            member => ((long)member!["number"]!, (long)cluster["number"]!))).ToList();
        Assert.Equal(
            clusterOf.Where(static one => one.Value > 0).Select(static one => (one.Key, one.Value)).Order(),
            members.Order());
    }

    /// <summary>The clusters of a server as lines of clusters.jsonl, in the batch's order.</summary>
    public static async Task<List<string>> LinesAsync(HttpClient server)
    {
        var clusters = await ClustersAsync(server);
        return [.. clusters.OrderBy(static one => (string)one["members"]![0]!["id"]!, StringComparer.Ordinal)
            .Select(Line)];
    }

    /// <summary>What <c>dedupe cluster</c> says of the articles.</summary>
    public static async Task<IReadOnlyList<string>> BatchAsync(LiveLoad load, TemporaryFolder folder)
    {
        var lines = load.Acknowledged.Keys.Order().Select(place => load.Lines[place] + "\n");
        var file = folder.Write("stored.jsonl", string.Concat(lines));
        var run = Path.Combine(folder.Path, Guid.NewGuid().ToString());
        (await Cli.Run("cluster", file, "-o", run, "-q")).Succeeded();
        // Where it was read from is what the batch alone can say.
        return [.. (await File.ReadAllLinesAsync(Path.Combine(run, "clusters.jsonl"), Token)).Select(
            line => line.Replace($",\"file\":\"{file}\"", "", StringComparison.Ordinal))];
    }

    /// <summary>The whole answer to each article that was sent, asked once more.</summary>
    public static async Task<List<string>> AnswersAsync(HttpClient server, LiveLoad load)
    {
        var body = string.Concat(load.Acknowledged.Keys.Order().Select(place => load.Lines[place] + "\n"));
        using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");
        using var answer = await server.PostAsync("/v1/query", content, Token);
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadAsStringAsync(Token)).Split('\n')];
    }

    private static async Task<List<JsonNode>> ClustersAsync(HttpClient server)
    {
        var clusters = new List<JsonNode>();
        for (var path = "/v1/clusters?limit=100"; path is not null;)
        {
            var page = await GetAsync(server, path);
            foreach (var number in page["clusters"]!.AsArray().Select(static one => (long)one!["number"]!))
            {
                var cluster = await GetAsync(
                    server, string.Create(CultureInfo.InvariantCulture, $"/v1/clusters/{number}"));
                Assert.Equal((int)cluster["size"]!, cluster["members"]!.AsArray().Count);
                Assert.True((int)cluster["size"]! > 1);
                clusters.Add(cluster);
            }

            path = page["before"] is { } before ? $"/v1/clusters?limit=100&before={before}" : null;
        }

        return clusters;
    }

    // The fields that made articles have.
    private static string Line(JsonNode cluster)
    {
        var members = cluster["members"]!.AsArray();
        var first = members[0]!["id"]!.ToJsonString();
        var lines = members.Select(member => string.Join(',', new[] { "id", "relation", "jaccard", "containment",
            "coverage", "proseCoverage", "fromRepresentative", "agency", "title", "source", "date" }
            .Where(name => member![name] is not null)
            .Select(name => name == "fromRepresentative"
                ? $"\"from\":{first}"
                : $"\"{name}\":{member![name]!.ToJsonString()}")));
        return $"{{\"cluster\":{cluster["id"]!.ToJsonString()},\"representative\":{first},"
            + $"\"reason\":{cluster["reason"]!.ToJsonString()},\"size\":{members.Count},"
            + $"\"members\":[{string.Join(',', lines.Select(static line => $"{{{line}}}"))}]}}";
    }

    private static (long, long) Sorted(long a, long b) => (Math.Min(a, b), Math.Max(a, b));

    private static async Task<JsonNode> GetAsync(HttpClient server, string path) =>
        JsonNode.Parse(await server.GetStringAsync(path, Token))!;
}
