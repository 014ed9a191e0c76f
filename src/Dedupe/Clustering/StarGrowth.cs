using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Clustering;

/// <summary>
/// Lets documents into a star that are verified copies of at least half of its members, though not of its centre. Where
/// a hundred outlets print each another half of a story, no copy reaches all others, and the story would end as several
/// stars. No chain of texts gets in: a text that only its neighbour leads to is a copy of one member. Near-tier groups
/// come whole, and are judged by their representatives. Cost: linear in the edges a round, and a bounded number of
/// comparisons for each document that comes into question.
/// </summary>
/// <param name="edges">The verified pairs.</param>
/// <param name="nearGroup">The near-tier representative of each document.</param>
/// <param name="roundUps">Texts of several stories, which join none.</param>
internal sealed class StarGrowth(VerifiedEdges edges, int[] nearGroup, RoundUps roundUps)
{
    /// <summary>Of so many members, spread over the star, a document must be a copy of half.</summary>
    private const int Asked = 24;

    /// <summary>Copies that a document has in a star before it comes into question: two would be no half to speak
    /// of.</summary>
    private const int Fewest = 3;

    /// <summary>A star grows no more than so many times.</summary>
    private const int Rounds = 8;

    private readonly int[] starOf = new int[nearGroup.Length]; // by representative of a near group; -1: none
    private readonly int[] copies = new int[nearGroup.Length];
    private int[] starts = [];
    private int[] neighbours = [];

    /// <summary>Grows stars, the largest first. A star of which more than half goes over to a larger one is dissolved:
    /// the rest of it is free.</summary>
    /// <param name="stars">The stars, which change; those that were dissolved have no members.</param>
    /// <returns>Whether any star was dissolved.</returns>
    public bool Grow(List<Star> stars)
    {
        var units = stars.ConvertAll(star => star.Members.FindAll(member => nearGroup[member] == member));
        Array.Fill(starOf, -1);
        for (var star = 0; star < stars.Count; star++)
        {
            foreach (var unit in units[star])
                starOf[unit] = star;
        }

        FindNeighbours();
        int[] order = [.. Enumerable.Range(0, stars.Count)];
        order.AsSpan().Sort((x, y) => units[x].Count != units[y].Count
            ? units[y].Count.CompareTo(units[x].Count)
            : stars[x].Centre.CompareTo(stars[y].Centre));
        var rank = new int[stars.Count];
        for (var place = 0; place < order.Length; place++)
            rank[order[place]] = place;

        var (hasGrown, isAnyDissolved) = (false, false);
        for (var round = 0; round < Rounds; round++)
        {
            // All comparisons of a round at once: the index of the verified pairs is merged once.
            var questions = order.Where(star => units[star].Count >= Fewest)
                .Select(star => new Question(star, Members(units[star]), InQuestion(units[star], star, rank)))
                .Where(static question => question.Others.Count > 0).ToList();
            edges.Require([.. questions.SelectMany(static question => question.Others.SelectMany(
                other => question.Members.Select(member => (other, member))))
                .Where(pair => !edges.Has(pair.other, pair.member))]);
            var isGrowing = false;
            foreach (var (star, members, others) in questions)
            {
                if (units[star].Count == 0)
                    continue;
                var drawn = others.FindAll(other => MayGo(other, star, rank) && IsCopyOfHalf(other, members));
                var drawnOf = drawn.Where(unit => starOf[unit] >= 0).GroupBy(unit => starOf[unit]).ToList();
                foreach (var part in drawnOf)
                {
                    var whole = units[part.Key];
                    if (2 * part.Count() <= whole.Count)
                    {
                        drawn.RemoveAll(part.Contains);
                        continue;
                    }

                    foreach (var unit in whole)
                        starOf[unit] = -1;
                    whole.Clear();
                    isAnyDissolved = true;
                }

                foreach (var unit in drawn)
                    starOf[unit] = star;
                units[star].AddRange(drawn);
                isGrowing |= drawn.Count > 0;
            }

            if (!isGrowing)
                break;
            hasGrown = true;
        }

        if (hasGrown)
            Fill(stars);
        return isAnyDissolved;
    }

    private bool MayGo(int unit, int star, int[] rank) =>
        (starOf[unit] < 0 && !roundUps[unit])
            || (starOf[unit] >= 0 && starOf[unit] != star && rank[starOf[unit]] > rank[star]);

    private bool IsCopyOfHalf(int other, int[] members) =>
        2 * members.Count(member => VerifiedEdges.Joins(edges[other, member].Relation)) >= members.Length;

    // Some members, spread over the star.
    private static int[] Members(List<int> units)
    {
        var members = new int[Math.Min(Asked, units.Count)];
        for (var i = 0; i < members.Length; i++)
            members[i] = units[(int)((long)i * units.Count / members.Length)];
        return members;
    }

    // Representatives that are copies of some of a star, and stand alone or in a star that comes later.
    private List<int> InQuestion(List<int> units, int star, int[] rank)
    {
        var near = new List<int>();
        foreach (var unit in units)
        {
            foreach (var other in neighbours.AsSpan(starts[unit], starts[unit + 1] - starts[unit]))
            {
                if (MayGo(other, star, rank) && copies[other]++ == 0)
                    near.Add(other);
            }
        }

        near.Sort();
        var inQuestion = near.FindAll(other => copies[other] >= Fewest);
        foreach (var other in near)
            copies[other] = 0;
        return inQuestion;
    }

    [MethodImpl(Compile.Fully)]
    private void FindNeighbours()
    {
        starts = new int[nearGroup.Length + 1];
        foreach (ref readonly var pair in edges)
        {
            if (!IsBetweenGroups(pair.A, pair.B, pair.Relation))
                continue;
            starts[pair.A + 1]++;
            starts[pair.B + 1]++;
        }

        for (var document = 0; document < nearGroup.Length; document++)
            starts[document + 1] += starts[document];
        neighbours = new int[starts[^1]];
        var next = starts.AsSpan(0, nearGroup.Length).ToArray();
        foreach (ref readonly var pair in edges)
        {
            if (!IsBetweenGroups(pair.A, pair.B, pair.Relation))
                continue;
            neighbours[next[pair.A]++] = pair.B;
            neighbours[next[pair.B]++] = pair.A;
        }
    }

    private bool IsBetweenGroups(int a, int b, Relation relation) =>
        VerifiedEdges.Joins(relation) && nearGroup[a] == a && nearGroup[b] == b;

    private void Fill(List<Star> stars)
    {
        foreach (var star in stars)
            star.Members.Clear();
        for (var document = 0; document < nearGroup.Length; document++)
        {
            var star = starOf[nearGroup[document]];
            if (star >= 0)
                stars[star].Members.Add(document);
        }
    }

    private readonly record struct Question(int Star, int[] Members, List<int> Others);
}
