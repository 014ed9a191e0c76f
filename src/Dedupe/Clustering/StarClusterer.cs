using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;
using Dedupe.Verification;

namespace Dedupe.Clustering;

/// <summary>
/// Verified pairs to stars. Near-duplicates were grouped first; here the groups' representatives are joined by derived
/// copies, then every member of a joined group is verified against the star's centre. What is no copy of the centre
/// joins where it is a copy of half of a star; see <see cref="StarGrowth"/>. The copy that the policy prefers
/// represents the cluster if it is a copy of every member. Nothing is joined over a chain.
/// </summary>
internal sealed class StarClusterer(RepresentativePolicy policy, VerifiedEdges edges, int count)
{
    /// <summary>How many joining edges ended between two clusters.</summary>
    public long RefusedEdges { get; private set; }

    /// <summary>Groups the near-duplicates: for each document its representative in the near tier.</summary>
    [MethodImpl(Compile.Fully)]
    public int[] GroupNear()
    {
        var joining = new List<WeightedEdge>();
        foreach (ref readonly var pair in edges)
        {
            if (pair.Relation == Relation.NearDuplicate)
                joining.Add(Edge(in pair));
        }

        var groups = StarGrouping.Group(count, joining.ToArray(), policy.Compare, policy.RankOf);

        // Only the first of some identical texts was compared with others; the rest goes where it goes.
        foreach (ref readonly var pair in edges)
        {
            if (pair.Relation == Relation.Identical)
                groups[pair.B] = groups[pair.A];
        }

        // The copy that will represent the cluster is the one that the reuse tier compares, so that links lead to it.
        var stars = Stars(groups, isOpen: null);
        Represent(stars, Relation.NearDuplicate);
        foreach (var star in stars)
        {
            foreach (var member in star.Members)
                groups[member] = star.Representative;
        }

        return groups;
    }

    /// <summary>
    /// Joins near-tier groups by their representatives' verified copies. A group goes whole or not at all: where a
    /// star's centre is no copy of one of its members, the group is grouped again with the others that were refused.
    /// </summary>
    /// <param name="nearGroup">The near-tier representative of each document.</param>
    /// <returns>Stars of two or more.</returns>
    public List<Star> Join(int[] nearGroup)
    {
        var sizes = new int[count];
        foreach (var group in nearGroup)
            sizes[group]++;

        var result = new List<Star>();
        var isOpen = new bool[count]; // by document: it is looking for a star; whole groups are
        Array.Fill(isOpen, true);
        var roundUps = new RoundUps(edges, nearGroup);
        AddStars(result, nearGroup, isOpen, sizes, roundUps);
        if (new StarGrowth(edges, nearGroup, roundUps).Grow(result))
        {
            result.RemoveAll(static star => star.Members.Count == 0);
            Array.Fill(isOpen, true);
            foreach (var star in result)
            {
                foreach (var member in star.Members)
                    isOpen[member] = false;
            }

            AddStars(result, nearGroup, isOpen, sizes, roundUps);
        }

        RequireSpokes(result, static star => star.Centre);
        CountRefused(result);
        return result;
    }

    // What is open joins stars, as long as any are found.
    private void AddStars(List<Star> result, int[] nearGroup, bool[] isOpen, int[] sizes, RoundUps roundUps)
    {
        while (true)
        {
            var stars = Stars(CentresOf(nearGroup, isOpen, sizes), isOpen);
            if (stars.Count == 0)
                break;

            RequireSpokes(stars, static star => star.Centre);
            Array.Clear(isOpen);
            var isRefused = isOpen; // by group, first
            foreach (var star in stars)
            {
                foreach (var member in star.Members)
                {
                    if (member != star.Centre && !VerifiedEdges.Joins(edges[star.Centre, member].Relation))
                        isRefused[nearGroup[member]] = true;
                }

                isRefused[nearGroup[star.Centre]] = false;
                star.Members.RemoveAll(member => isRefused[nearGroup[member]]);
            }

            roundUps.Refuse(stars, isRefused);
            foreach (var star in stars)
            {
                star.Members.RemoveAll(member => isRefused[nearGroup[member]]);
                if (star.Members.Count > 1)
                    result.Add(star);
            }

            for (var document = 0; document < count; document++)
                isOpen[document] = isRefused[nearGroup[document]] && !roundUps[nearGroup[document]];
        }
    }

    /// <summary>
    /// Chooses the documents that represent stars: what the policy prefers if it is verified against every member, else
    /// the centre.
    /// </summary>
    /// <param name="stars">The stars.</param>
    /// <param name="weakest">The relation to every member that the preferred document needs to take the centre's
    /// place.</param>
    public void Represent(List<Star> stars, Relation weakest = Relation.Derived)
    {
        var seconds = new int[stars.Count];
        for (var number = 0; number < stars.Count; number++)
            (stars[number].Representative, seconds[number]) = FirstTwo(stars[number].Members);
        RequireSpokes(
            stars.FindAll(static star => star.Representative != star.Centre), static star => star.Representative);
        for (var number = 0; number < stars.Count; number++)
        {
            var star = stars[number];
            var first = star.Representative;
            if (first == star.Centre
                || star.Members.TrueForAll(member => member == first || edges[first, member].Relation >= weakest))
                star.Reason = policy.ReasonFor(first, seconds[number]);
            else
                star.Representative = star.Centre;
        }
    }

    // Where a group that is looking for a star finds it: with its representative.
    [MethodImpl(Compile.Fully)]
    private int[] CentresOf(int[] nearGroup, bool[] isOpen, int[] sizes)
    {
        var joining = new List<WeightedEdge>();
        foreach (ref readonly var pair in edges)
        {
            if (VerifiedEdges.Joins(pair.Relation)
                && nearGroup[pair.A] == pair.A
                && nearGroup[pair.B] == pair.B
                && isOpen[pair.A]
                && isOpen[pair.B])
                joining.Add(Edge(in pair));
        }

        // A document counts for as many as its near-tier group has.
        var centres = StarGrouping.Group(count, joining.ToArray(), policy.Compare, policy.RankOf, sizes);
        var result = new int[count];
        for (var document = 0; document < count; document++)
            result[document] = centres[nearGroup[document]];
        return result;
    }

    private void RequireSpokes(List<Star> stars, Func<Star, int> from)
    {
        var wanted = new List<(int X, int Y)>();
        foreach (var star in stars)
        {
            var hub = from(star);
            foreach (var member in star.Members)
            {
                if (member != hub && !edges.Has(hub, member))
                    wanted.Add((hub, member));
            }
        }

        edges.Require(wanted);
    }

    private (int First, int Second) FirstTwo(List<int> members)
    {
        var (first, second) = policy.Compare(members[0], members[1]) < 0
            ? (members[0], members[1])
            : (members[1], members[0]);
        for (var i = 2; i < members.Count; i++)
        {
            if (policy.Compare(members[i], first) < 0)
                (first, second) = (members[i], first);
            else if (policy.Compare(members[i], second) < 0)
                second = members[i];
        }

        return (first, second);
    }

    // Stars of two or more, sorted by centre.
    [MethodImpl(Compile.Fully)]
    private static List<Star> Stars(int[] centreOf, bool[]? isOpen)
    {
        var sizes = new int[centreOf.Length];
        for (var document = 0; document < centreOf.Length; document++)
            sizes[centreOf[document]] += isOpen is null || isOpen[document] ? 1 : 0;
        var stars = new List<Star>();
        var starOf = new int[centreOf.Length];
        for (var centre = 0; centre < sizes.Length; centre++)
        {
            if (sizes[centre] < 2)
                continue;
            starOf[centre] = stars.Count;
            stars.Add(new Star(centre, sizes[centre]));
        }

        for (var document = 0; document < centreOf.Length; document++)
        {
            if (sizes[centreOf[document]] > 1 && (isOpen is null || isOpen[document]))
                stars[starOf[centreOf[document]]].Members.Add(document);
        }

        return stars;
    }

    private static WeightedEdge Edge(in PairRecord pair) =>
        new(pair.A, pair.B, Math.Max(pair.ProseCoverageA, pair.ProseCoverageB) + pair.Jaccard);

    private void CountRefused(List<Star> stars)
    {
        var clusterOf = new int[count];
        Array.Fill(clusterOf, -1);
        foreach (var star in stars)
        {
            foreach (var member in star.Members)
                clusterOf[member] = star.Centre;
        }

        RefusedEdges = 0;
        foreach (ref readonly var pair in edges)
        {
            if (VerifiedEdges.Joins(pair.Relation) && (clusterOf[pair.A] < 0 || clusterOf[pair.A] != clusterOf[pair.B]))
                RefusedEdges++;
        }
    }
}
