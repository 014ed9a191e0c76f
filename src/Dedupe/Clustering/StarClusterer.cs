using Dedupe.Indexing;
using Dedupe.Verification;

namespace Dedupe.Clustering;

/// <summary>
/// Verified pairs to stars. Near-duplicates were grouped first; here the groups' representatives are joined by derived copies, then
/// every member of a joined group is verified against the star's centre, and the copy that the policy prefers represents the
/// cluster if it too is verified against every member. Nothing is joined over a chain.
/// </summary>
internal sealed class StarClusterer(RepresentativePolicy policy, VerifiedEdges edges, int count)
{
    /// <summary>How many joining edges ended between two clusters.</summary>
    public long RefusedEdges { get; private set; }

    /// <summary>Groups the near-duplicates: for each document its representative in the near tier.</summary>
    public int[] GroupNear()
    {
        var groups = Group(pair => pair.Relation == Relation.NearDuplicate);
        BringCopies(groups, _ => true);

        // The copy that will represent the cluster is the one that the reuse tier compares, so that links lead to it.
        foreach (var (centre, members) in Stars(groups))
        {
            var representative = Represent(centre, members, Relation.NearDuplicate).Representative;
            foreach (var member in members)
                groups[member] = representative;
        }

        return groups;
    }

    /// <summary>Joins near-tier groups by their representatives' verified copies.</summary>
    /// <param name="nearGroup">The near-tier representative of each document.</param>
    /// <returns>Stars of two or more: the centre and all members, the centre among them.</returns>
    public List<(int Centre, List<int> Members)> Join(int[] nearGroup)
    {
        var centreOf = Group(pair =>
            VerifiedEdges.Joins(pair.Relation) && nearGroup[pair.A] == pair.A && nearGroup[pair.B] == pair.B);
        var groups = nearGroup.Select(group => centreOf[group]).ToArray();
        var result = new List<(int Centre, List<int> Members)>();
        while (Stars(groups) is { Count: > 0 } stars)
        {
            edges.Require(stars.SelectMany(star => star.Members.Where(member => member != star.Centre).Select(member => (star.Centre, member))));
            var refused = new HashSet<int>();
            foreach (var (centre, members) in stars)
            {
                refused.UnionWith(members.Where(member => member != centre && !VerifiedEdges.Joins(edges[centre, member].Relation)));
                members.RemoveAll(refused.Contains);
                if (members.Count > 1)
                    result.Add((centre, members));
            }

            // What a centre refused is grouped again among itself: it was near something. Each round settles the centres at least.
            groups = Group(pair => VerifiedEdges.Joins(pair.Relation) && refused.Contains(pair.A) && refused.Contains(pair.B));
            BringCopies(groups, refused.Contains);
        }

        CountRefused(result);
        return result;
    }

    /// <summary>The document that represents a star, and why.</summary>
    /// <param name="centre">The star's centre.</param>
    /// <param name="members">Its members, the centre among them.</param>
    /// <param name="weakest">The relation to every member that the preferred document needs to take the centre's place.</param>
    public (int Representative, string Reason) Represent(int centre, List<int> members, Relation weakest = Relation.Derived)
    {
        var ordered = members.Order(Comparer<int>.Create(policy.Compare)).Take(2).ToArray();
        var preferred = ordered[0];
        var reason = policy.Reason(preferred, ordered[1]);
        if (preferred == centre)
            return (preferred, reason);

        edges.Require(members.Where(member => member != preferred).Select(member => (preferred, member)));
        var covers = members.All(member => member == preferred || edges[preferred, member].Relation >= weakest);
        return covers ? (preferred, reason) : (centre, "medoid");
    }

    // Only the first of some identical texts was compared with others; the rest goes where it goes.
    private void BringCopies(int[] groups, Func<int, bool> takesPart)
    {
        foreach (var pair in edges.Pairs.Where(pair => pair.Relation == Relation.Identical && takesPart(pair.A) && takesPart(pair.B)))
            groups[pair.B] = groups[pair.A];
    }

    // Stars of two or more, sorted by centre; members ascend.
    private static List<(int Centre, List<int> Members)> Stars(int[] centreOf) =>
        [.. Enumerable.Range(0, centreOf.Length)
            .GroupBy(document => centreOf[document])
            .Where(star => star.Skip(1).Any())
            .OrderBy(star => star.Key)
            .Select(star => (star.Key, star.ToList()))];

    private int[] Group(Func<VerifiedPair, bool> joins)
    {
        var joining = edges.Pairs
            .Where(joins)
            .OrderBy(pair => (pair.A, pair.B))
            .Select(pair => new WeightedEdge(pair.A, pair.B, Math.Max(pair.ProseCoverageA, pair.ProseCoverageB) + pair.Jaccard))
            .ToArray();
        return StarGrouping.Group(count, joining, policy.Compare);
    }

    private void CountRefused(List<(int Centre, List<int> Members)> stars)
    {
        var clusterOf = new int[count];
        Array.Fill(clusterOf, -1);
        foreach (var (centre, members) in stars)
        {
            foreach (var member in members)
                clusterOf[member] = centre;
        }

        RefusedEdges = edges.Pairs.LongCount(pair =>
            VerifiedEdges.Joins(pair.Relation) && (clusterOf[pair.A] < 0 || clusterOf[pair.A] != clusterOf[pair.B]));
    }
}
