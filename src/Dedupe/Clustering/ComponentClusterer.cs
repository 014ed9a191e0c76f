using Dedupe.Verification;

namespace Dedupe.Clustering;

/// <summary>Connected components over joining pairs, for those who want them: members may be related over a chain only.</summary>
internal static class ComponentClusterer
{
    /// <summary>Components of two or more; members ascend.</summary>
    public static List<List<int>> Group(int count, IEnumerable<VerifiedPair> pairs)
    {
        var parent = Enumerable.Range(0, count).ToArray();
        foreach (var pair in pairs)
        {
            var (a, b) = (Find(parent, pair.A), Find(parent, pair.B));
            if (VerifiedEdges.Joins(pair.Relation) && a != b)
                parent[Math.Max(a, b)] = Math.Min(a, b);
        }

        return [.. Enumerable.Range(0, count)
            .GroupBy(document => Find(parent, document))
            .Where(group => group.Skip(1).Any())
            .Select(group => group.ToList())];
    }

    private static int Find(int[] parent, int document)
    {
        while (parent[document] != document)
        {
            parent[document] = parent[parent[document]];
            document = parent[document];
        }

        return document;
    }
}
