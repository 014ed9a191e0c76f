using Dedupe.Indexing;

namespace Dedupe.Clustering;

/// <summary>
/// Finds out whether the members of a star hang together without its centre. A round-up holds several stories, and
/// every item is verified against it; but the items of one story share nothing with those of another. Such a centre
/// keeps the largest part of its star where that is half of its text, and else none: it is a text of its own. Cost:
/// linear in the edges, and a bounded number of comparisons for each member of a star that falls apart.
/// </summary>
/// <param name="edges">The verified pairs.</param>
/// <param name="nearGroup">The near-tier representative of each document.</param>
internal sealed class RoundUps(VerifiedEdges edges, int[] nearGroup)
{
    /// <summary>What links members may not have been compared: each is, with so many of the largest part.</summary>
    private const int Asked = 8;

    /// <summary>Share of the centre that the largest part needs.</summary>
    private const double MainShare = 0.5;

    private readonly bool[] isRoundUp = new bool[nearGroup.Length];

    /// <summary>The document was found to hold several stories, none of which is half of it.</summary>
    public bool this[int document] => isRoundUp[document];

    /// <summary>Refuses the members that do not hang together with the rest of their star.</summary>
    /// <param name="stars">Stars; every member is a copy of the centre, and was compared with it.</param>
    /// <param name="isRefused">Gets true for the near groups that have to leave, by representative.</param>
    public void Refuse(List<Star> stars, bool[] isRefused)
    {
        var starOf = new int[nearGroup.Length];
        Array.Fill(starOf, -1);
        var units = stars.ConvertAll(star => star.Members.FindAll(
            member => nearGroup[member] == member && member != nearGroup[star.Centre]));
        for (var star = 0; star < stars.Count; star++)
        {
            foreach (var unit in units[star])
                starOf[unit] = star;
        }

        var parts = new DisjointSets(nearGroup.Length);
        Join(parts, starOf);
        var apart = Enumerable.Range(0, stars.Count)
            .Select(star => (Star: star, Main: Largest(units[star], parts)))
            .Where(some => some.Main.Count < units[some.Star].Count).ToList();
        edges.Require([.. apart.SelectMany(some => units[some.Star].Except(some.Main).SelectMany(
            unit => some.Main.Take(Asked)
                .Where(member => !edges.Has(unit, member)).Select(member => (unit, member))))]);
        Join(parts, starOf);
        foreach (var (star, _) in apart)
        {
            var main = Largest(units[star], parts);
            if (main.Count == units[star].Count)
                continue;
            var centre = nearGroup[stars[star].Centre];
            isRoundUp[centre] = !main.Exists(unit => CoverageOf(centre, unit) >= MainShare);
            if (isRoundUp[centre])
                main.Clear();
            foreach (var unit in units[star].Except(main))
                isRefused[unit] = true;
        }
    }

    private void Join(DisjointSets parts, int[] starOf)
    {
        foreach (ref readonly var pair in edges)
        {
            if (pair.Relation >= Relation.Partial && starOf[pair.A] >= 0 && starOf[pair.A] == starOf[pair.B])
                parts.Join(pair.A, pair.B);
        }
    }

    // Of equally large parts the one that the first document is in.
    private static List<int> Largest(List<int> units, DisjointSets parts) => units.Count < 2
        ? units
        : [.. units.GroupBy(parts.Find).OrderByDescending(static part => part.Count())
            .ThenBy(static part => part.Min()).First()];

    private double CoverageOf(int centre, int unit)
    {
        if (!edges.Has(centre, unit))
            return 0;
        ref readonly var pair = ref edges[centre, unit];
        return pair.A == centre ? pair.CoverageA : pair.CoverageB;
    }
}
