using System.Text.Json;

namespace Dedupe.Benchmarks.Scoring;

/// <summary>
/// What a run says about pairs of documents: in its lists, in its clusters, or about their near-duplicates.
/// </summary>
internal sealed class RunLinks
{
    private readonly Dictionary<(string, string), string> relations = [];
    private readonly Dictionary<string, int> clusterOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> parents = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> groups = [];

    /// <summary>Reads <c>pairs.jsonl</c> and <c>clusters.jsonl</c> of a run directory.</summary>
    public RunLinks(string directory)
    {
        foreach (var line in File.ReadLines(Path.Combine(directory, "pairs.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var (a, b) = (
                json.RootElement.GetProperty("a").GetString()!, json.RootElement.GetProperty("b").GetString()!);
            var relation = json.RootElement.GetProperty("relation").GetString()!;
            relations[Pair(a, b)] = relation;
            if (relation is "identical" or "near-duplicate")
                parents[Root(a)] = Root(b);
        }

        var cluster = 0;
        foreach (var line in File.ReadLines(Path.Combine(directory, "clusters.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            foreach (var member in json.RootElement.GetProperty("members").EnumerateArray())
                clusterOf[member.GetProperty("id").GetString()!] = cluster;
            cluster++;
        }

        foreach (var ((a, b), relation) in relations)
        {
            if (IsFound(relation))
                groups.Add(Pair(Root(a), Root(b)));
        }
    }

    /// <summary>Listed as <c>partial</c> or closer, or both in one cluster.</summary>
    public bool Found(string a, string b) =>
        IsFound(RelationOf(a, b))
            || (clusterOf.TryGetValue(a, out var cluster) && clusterOf.TryGetValue(b,
                out var other) && cluster == other);

    /// <summary>Each is, or is a near-duplicate of, a document of one listed pair.</summary>
    public bool FoundOverNearDuplicates(string a, string b) =>
        Root(a) == Root(b) || groups.Contains(Pair(Root(a), Root(b)));

    /// <summary>How the pair is listed; <c>not listed</c> when it is not.</summary>
    public string RelationOf(string a, string b) => relations.GetValueOrDefault(Pair(a, b), "not listed");

    private static bool IsFound(string relation) =>
        relation is "identical" or "near-duplicate" or "derived" or "partial";

    private static (string, string) Pair(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);

    private string Root(string document)
    {
        while (parents.TryGetValue(document, out var parent) && parent != document)
            document = parent;
        return document;
    }
}
