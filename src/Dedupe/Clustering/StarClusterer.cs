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
        BringCopies(groups);

        // The copy that will represent the cluster is the one that the reuse tier compares, so that links lead to it.
        var stars = Stars(groups, _ => true);
        var represented = Represent(stars, Relation.NearDuplicate);
        for (var star = 0; star < stars.Count; star++)
        {
            foreach (var member in stars[star].Members)
                groups[member] = represented[star].Representative;
        }

        return groups;
    }

    /// <summary>
    /// Joins near-tier groups by their representatives' verified copies. A group goes whole or not at all: where a star's centre is no copy of one
    /// of its members, the group is grouped again with the others that were refused.
    /// </summary>
    /// <param name="nearGroup">The near-tier representative of each document.</param>
    /// <returns>Stars of two or more: the centre and all members, the centre among them.</returns>
    public List<(int Centre, List<int> Members)> Join(int[] nearGroup)
    {
        var sizes = new int[count];
        foreach (var group in nearGroup)
            sizes[group]++;

        var result = new List<(int Centre, List<int> Members)>();
        var open = Enumerable.Repeat(true, count).ToArray(); // by group
        while (true)
        {
            var groups = Group(pair => VerifiedEdges.Joins(pair.Relation) && IsOpen(pair.A) && IsOpen(pair.B), sizes);
            var stars = Stars(Array.ConvertAll(nearGroup, group => groups[group]), document => open[nearGroup[document]]);
            if (stars.Count == 0)
                break;

            edges.Require(stars.SelectMany(star => star.Members.Where(member => member != star.Centre).Select(member => (star.Centre, member))));
            Array.Clear(open);
            foreach (var (centre, members) in stars)
            {
                foreach (var member in members.Where(member => member != centre && !VerifiedEdges.Joins(edges[centre, member].Relation)))
                    open[nearGroup[member]] = true;
                open[nearGroup[centre]] = false;
                members.RemoveAll(member => open[nearGroup[member]]);
                if (members.Count > 1)
                    result.Add((centre, members));
            }
        }

        CountRefused(result);
        return result;

        bool IsOpen(int document) => nearGroup[document] == document && open[document];
    }

    /// <summary>The documents that represent stars, and why: what the policy prefers if it is verified against every member, else the centre.</summary>
    /// <param name="stars">The stars, the centre among the members.</param>
    /// <param name="weakest">The relation to every member that the preferred document needs to take the centre's place.</param>
    public List<(int Representative, string Reason)> Represent(
        List<(int Centre, List<int> Members)> stars, Relation weakest = Relation.Derived)
    {
        var preferred = stars.ConvertAll(star => FirstTwo(star.Members));
        edges.Require(stars.SelectMany((star, number) => star.Centre == preferred[number].First
            ? []
            : star.Members.Where(member => member != preferred[number].First).Select(member => (preferred[number].First, member))));

        var result = new List<(int, string)>(stars.Count);
        for (var number = 0; number < stars.Count; number++)
        {
            var (first, second) = (preferred[number].First, preferred[number].Second);
            var covers = first == stars[number].Centre ||
                stars[number].Members.TrueForAll(member => member == first || edges[first, member].Relation >= weakest);
            result.Add(covers ? (first, policy.Reason(first, second)) : (stars[number].Centre, "medoid"));
        }

        return result;
    }

    private (int First, int Second) FirstTwo(List<int> members)
    {
        var (first, second) = policy.Compare(members[0], members[1]) < 0 ? (members[0], members[1]) : (members[1], members[0]);
        foreach (var member in members.Skip(2))
        {
            if (policy.Compare(member, first) < 0)
                (first, second) = (member, first);
            else if (policy.Compare(member, second) < 0)
                second = member;
        }

        return (first, second);
    }

    // Only the first of some identical texts was compared with others; the rest goes where it goes.
    private void BringCopies(int[] groups)
    {
        foreach (var pair in edges.Pairs.Where(pair => pair.Relation == Relation.Identical))
            groups[pair.B] = groups[pair.A];
    }

    // Stars of two or more, sorted by centre; members ascend.
    private static List<(int Centre, List<int> Members)> Stars(int[] centreOf, Func<int, bool> takesPart)
    {
        var sizes = new int[centreOf.Length];
        for (var document = 0; document < centreOf.Length; document++)
            sizes[centreOf[document]] += takesPart(document) ? 1 : 0;
        var stars = new List<(int Centre, List<int> Members)>();
        var starOf = new int[centreOf.Length];
        for (var centre = 0; centre < sizes.Length; centre++)
        {
            if (sizes[centre] < 2)
                continue;
            starOf[centre] = stars.Count;
            stars.Add((centre, new List<int>(sizes[centre])));
        }

        for (var document = 0; document < centreOf.Length; document++)
        {
            if (sizes[centreOf[document]] > 1 && takesPart(document))
                stars[starOf[centreOf[document]]].Members.Add(document);
        }

        return stars;
    }

    // Stars over the pairs that join; a document counts for as many as its near-tier group has.
    private int[] Group(Func<VerifiedPair, bool> joins, int[]? sizes = null)
    {
        var joining = edges.Pairs
            .Where(joins)
            .Select(pair => new WeightedEdge(pair.A, pair.B, Math.Max(pair.ProseCoverageA, pair.ProseCoverageB) + pair.Jaccard))
            .ToArray();
        return StarGrouping.Group(count, joining, policy.Compare, sizes);
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
