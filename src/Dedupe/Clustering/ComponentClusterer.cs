using Dedupe.Indexing;

namespace Dedupe.Clustering;

/// <summary>
/// Connected components over joining pairs, for those who want them: members may be related over a chain only.
/// </summary>
internal static class ComponentClusterer
{
    /// <summary>Components of two or more; members ascend.</summary>
    public static List<List<int>> Group(int count, VerifiedEdges edges)
    {
        var components = new DisjointSets(count);
        foreach (ref readonly var pair in edges)
        {
            if (VerifiedEdges.Joins(pair.Relation))
                components.Join(pair.A, pair.B);
        }

        return [.. Enumerable.Range(0, count)
            .GroupBy(document => components.Find(document))
            .Where(group => group.Skip(1).Any())
            .Select(group => group.ToList())];
    }
}
