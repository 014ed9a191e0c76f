using Dedupe.Verification;

namespace Dedupe.Evaluation;

/// <summary>
/// What a run says about any two documents. A pair that is not listed takes the answer of the documents' near-duplicate
/// representatives, because near-duplicates are compared with others through their representative; two documents of one
/// cluster are copies of one text.
/// </summary>
internal sealed class RunAnswers
{
    /// <summary>Near-duplicates of a document that are asked in its place; a text may have a million of them.</summary>
    private const int MaxDeputies = 16;

    private readonly Dictionary<(int A, int B), VerifiedPair> listed;
    private readonly Dictionary<int, int> clusterOf = [];
    private readonly Dictionary<int, List<int>> deputies = [];

    /// <summary>Indexes a result. Cost: linear in its pairs and members.</summary>
    public RunAnswers(DedupeResult result)
    {
        listed = result.Pairs.ToDictionary(pair => (pair.A, pair.B));
        for (var cluster = 0; cluster < result.Clusters.Count; cluster++)
        {
            foreach (var member in result.Clusters[cluster].Members)
                clusterOf[member.Number] = cluster;
        }

        foreach (var pair in result.Pairs.Where(pair => pair.Relation >= Relation.NearDuplicate))
        {
            AddDeputy(pair.A, pair.B);
            AddDeputy(pair.B, pair.A);
        }
    }

    /// <summary>The cluster of a document; null for documents without copies.</summary>
    public int? Cluster(int document) => clusterOf.TryGetValue(document, out var cluster) ? cluster : null;

    /// <summary>Both documents are in one cluster.</summary>
    public bool SameCluster(int a, int b) => Cluster(a) is { } cluster && cluster == Cluster(b);

    /// <summary>The verified pair of two documents; null when it is not listed.</summary>
    public VerifiedPair? Pair(int a, int b) => listed.GetValueOrDefault(a < b ? (a, b) : (b, a));

    /// <summary>
    /// The relation of two documents: listed, or as their near-duplicates' pairs say, or by their cluster.
    /// </summary>
    public Relation RelationOf(int a, int b)
    {
        if (Pair(a, b) is { } pair)
            return pair.Relation;

        var through = Relation.None;
        foreach (var x in Deputies(a))
        {
            foreach (var y in Deputies(b))
            {
                var relation = x == y ? Relation.NearDuplicate : Pair(x, y)?.Relation ?? Relation.None;
                through = relation > through ? relation : through;
            }
        }

        // Copies are what the run itself joined; everything less may be learned from deputies.
        if (SameCluster(a, b))
            return through >= Relation.Derived ? through : Relation.Derived;
        return through >= Relation.Derived ? Relation.Partial : through;
    }

    private IEnumerable<int> Deputies(int document) =>
        deputies.TryGetValue(document, out var others) ? others.Prepend(document) : [document];

    private void AddDeputy(int document, int other)
    {
        if (!deputies.TryGetValue(document, out var others))
            deputies.Add(document, others = []);
        if (others.Count < MaxDeputies)
            others.Add(other);
    }
}
