using System.Text;
using Dedupe.Live;

namespace Dedupe.Benchmarks.Live;

/// <summary>What was said of pairs of articles when the later one came: as a copy, or put into one cluster.</summary>
internal sealed class Arrival
{
    private readonly Dictionary<string, long> clusterOf = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> copies = [];
    private readonly Dictionary<string, string> byLastPart = new(StringComparer.Ordinal);

    /// <summary>Takes up the answers.</summary>
    public static Arrival Of(IReadOnlyList<Document> documents, IReadOnlyList<LiveAnswer> answers)
    {
        var arrival = new Arrival();
        for (var i = 0; i < answers.Count; i++)
            arrival.Add(Encoding.UTF8.GetString(documents[i].Id.Span), answers[i]);
        return arrival;
    }

    /// <summary>Whether two articles were said to be copies when the later one came.</summary>
    public bool AreCopies(string a, string b)
    {
        (a, b) = (NameOf(a), NameOf(b));
        return copies.Contains((a, b))
            || copies.Contains((b, a))
            || (clusterOf.TryGetValue(a, out var cluster) && clusterOf.TryGetValue(b,
                out var other) && cluster == other);
    }

    private static string LastPart(string id) => id[(id.AsSpan().LastIndexOfAny('/', '\\') + 1)..];

    private string NameOf(string label) => byLastPart.GetValueOrDefault(LastPart(label), label);

    // The pair of a cluster is known once its second article has come.
    private void Add(string id, LiveAnswer answer)
    {
        byLastPart[LastPart(id)] = id;
        if (answer.Cluster is { } cluster)
            clusterOf[id] = cluster.Number;
        foreach (var match in answer.Matches.Where(static match => match.Relation >= Relation.Derived))
        {
            copies.Add((id, match.Article.Id));
            if (answer.Cluster is { } its)
                clusterOf.TryAdd(match.Article.Id, its.Number);
        }
    }
}
