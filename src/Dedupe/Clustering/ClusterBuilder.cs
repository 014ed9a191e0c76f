using System.IO.Hashing;
using Dedupe.Signing;

namespace Dedupe.Clustering;

/// <summary>
/// Groups of documents to reported clusters: representative, reason, members in order with their numbers.
/// </summary>
internal sealed class ClusterBuilder(SignedCollection documents, DedupeOptions options, VerifiedEdges edges)
{
    private const int StarsAtOnce = 1024;

    private readonly RepresentativePolicy policy = new(documents, options.Clustering);

    /// <summary>Verified edges that joined no cluster.</summary>
    public long RefusedEdges { get; private set; }

    /// <summary>The clusters, sorted by representative.</summary>
    /// <param name="nearGroup">The near-tier representative of each document.</param>
    public List<Cluster> Build(int[] nearGroup)
    {
        var clusters = options.Clustering.Shape == ClusterShape.Star ? Stars(nearGroup) : Components();
        if (documents.HasEarlier)
            clusters.RemoveAll(cluster => cluster.Members.All(member => documents.IsEarlier(member.Number)));
        if (options.Clustering.Singletons)
            clusters.AddRange(Singletons(clusters));
        clusters.Sort((x, y) => x.Representative.Number.CompareTo(y.Representative.Number));
        return clusters;
    }

    private List<Cluster> Stars(int[] nearGroup)
    {
        var clusterer = new StarClusterer(policy, edges, documents.Count);
        var stars = clusterer.Join(nearGroup);
        clusterer.Represent(stars);
        RefusedEdges = clusterer.RefusedEdges;
        var clusters = new Cluster[stars.Count];
        Workers.Run(
            (stars.Count + StarsAtOnce - 1) / StarsAtOnce,
            options.Threads,
            static () => 0,
            (piece, _) =>
            {
                var end = Math.Min(stars.Count, (piece + 1) * StarsAtOnce);
                for (var number = piece * StarsAtOnce; number < end; number++)
                    clusters[number] = Describe(
                        stars[number].Representative, stars[number].Reason, stars[number].Members);
            });
        return [.. clusters];
    }

    private List<Cluster> Components()
    {
        var clusters = new List<Cluster>();
        foreach (var members in ComponentClusterer.Group(documents.Count, edges))
        {
            var ordered = members.Order(Comparer<int>.Create(policy.Compare)).Take(2).ToArray();
            edges.Require(
                [.. members.Where(member => member != ordered[0] && !edges.Has(ordered[0],
                member)).Select(member => (ordered[0], member))]);
            clusters.Add(Describe(ordered[0], policy.ReasonFor(ordered[0], ordered[1]), members));
        }

        return clusters;
    }

    private List<Cluster> Singletons(List<Cluster> clusters)
    {
        var clustered = clusters.SelectMany(cluster => cluster.Members).Select(member => member.Number).ToHashSet();
        return [.. Enumerable.Range(0, documents.Count)
            .Where(document => !clustered.Contains(document) && !documents.IsEarlier(document))
            .Select(document => Describe(document, "only", [document]))];
    }

    private Cluster Describe(int representative, string reason, List<int> members)
    {
        int[] others = [.. members];
        var first = others.Min();
        others.AsSpan().Sort(
            (x, y) => x == representative
                ? (y == representative ? 0 : -1)
                : y == representative
                ? 1
                : policy.Compare(x, y));
        return new Cluster(
            StableId(first), reason, Array.ConvertAll(others, member => Member(representative, member)));
    }

    private ClusterMember Member(int representative, int number)
    {
        var member = new ClusterMember(documents, number);
        if (number == representative)
            return member with
            {
                Relation = Relation.Identical,
                Jaccard = 1,
                Containment = 1,
                Coverage = 1,
                ProseCoverage = 1,
            };
        ref readonly var pair = ref edges[representative, number];
        var isA = pair.A == number;
        return member with
        {
            Relation = pair.Relation,
            Jaccard = pair.Jaccard,
            Containment = isA ? pair.ContainmentA : pair.ContainmentB,
            Coverage = isA ? pair.CoverageA : pair.CoverageB,
            ProseCoverage = isA ? pair.ProseCoverageA : pair.ProseCoverageB,
            IsFromRepresentative = pair.Direction == (isA ? Direction.AFromB : Direction.BFromA),
        };
    }

    // Documents are numbered by id, so the smallest number is the first id; it stays first when the cluster grows at
    // its other end.
    private string StableId(int first) => XxHash3.HashToUInt64(documents.IdBytes(first)).ToString("x16");
}
