using System.Runtime.InteropServices;

namespace Dedupe.Indexing;

/// <summary>
/// Joins stars that are parts of one story. Where a hundred outlets print each another half of a story, no copy reaches
/// all others, and the star of the one that reaches most leaves stars beside it. Two stars are one when at least half
/// of the smaller one's documents have an edge into the other, and the edges have two ends or more on each side: then
/// no single document holds them together, as a digest would that has a piece of each. A pure function of stars and
/// edges. Cost: a sort of the edges a round, and few rounds.
/// </summary>
internal static class StarMerging
{
    /// <summary>
    /// Rounds after which what is still apart stays apart: each one at least halves what is to be joined.
    /// </summary>
    private const int Rounds = 8;

    /// <summary>For each document the centre of the largest star among those that were joined.</summary>
    /// <param name="centres">For each document the centre of its star.</param>
    /// <param name="edges">The edges that the stars were made of.</param>
    public static int[] Merge(int[] centres, ReadOnlySpan<WeightedEdge> edges)
    {
        var result = (int[])centres.Clone();
        var sizes = new int[centres.Length];
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(sizes);
            foreach (var centre in result)
                sizes[centre]++;
            if (!Join(result, sizes, Ends(result, edges)))
                break;
        }

        return result;
    }

    // For each edge between two stars both of its ends: the star, the star at the other end, the document.
    private static List<(int Star, int Other, int Document)> Ends(int[] centres, ReadOnlySpan<WeightedEdge> edges)
    {
        var ends = new List<(int Star, int Other, int Document)>();
        foreach (var edge in edges)
        {
            var (a, b) = (centres[edge.A], centres[edge.B]);
            if (a == b)
                continue;
            ends.Add((a, b, edge.A));
            ends.Add((b, a, edge.B));
        }

        ends.Sort();
        return ends;
    }

    private static bool Join(int[] centres, int[] sizes, List<(int Star, int Other, int Document)> ends)
    {
        var reached = new Dictionary<(int Star, int Other), int>();
        for (var i = 0; i < ends.Count; i++)
        {
            if (i == 0 || ends[i] != ends[i - 1])
                CollectionsMarshal.GetValueRefOrAddDefault(reached, (ends[i].Star, ends[i].Other), out _)++;
        }

        var joined = new DisjointSets(centres.Length);
        var any = false;
        foreach (var ((star, other), documents) in reached)
        {
            if (sizes[star] > sizes[other] || (sizes[star] == sizes[other] && star > other))
                continue;
            if (2 * documents < sizes[star] || documents < Math.Min(2, sizes[star]) || reached[(other, star)] < 2)
                continue;
            joined.Join(star, other);
            any = true;
        }

        if (!any)
            return false;

        // The largest star of a set names it; of equally large ones the first.
        var names = new Dictionary<int, int>();
        for (var centre = 0; centre < centres.Length; centre++)
        {
            if (sizes[centre] == 0)
                continue;
            ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(names, joined.Find(centre), out var isNamed);
            if (!isNamed || sizes[centre] > sizes[name])
                name = centre;
        }

        for (var document = 0; document < centres.Length; document++)
            centres[document] = names[joined.Find(centres[document])];
        return true;
    }
}
