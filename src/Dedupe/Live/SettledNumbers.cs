namespace Dedupe.Live;

/// <summary>
/// Numbers for the clusters of a run: a cluster keeps the number of the one it has most articles of, so that numbers
/// stay while clusters grow and shrink.
/// </summary>
internal static class SettledNumbers
{
    /// <summary>The number of each cluster.</summary>
    /// <param name="clusters">The clusters of the run.</param>
    /// <param name="clusterOf">The cluster that an article was in; 0 for none.</param>
    /// <param name="isTaken">Whether there is a cluster of a number.</param>
    public static long[] Of(
        IReadOnlyList<SettledCluster> clusters, Func<long, long> clusterOf, Func<long, bool> isTaken)
    {
        var numbers = new long[clusters.Count];
        var shares = new List<(int Shared, long Old, int New)>();
        for (var i = 0; i < clusters.Count; i++)
        {
            shares.AddRange(clusters[i].Articles.GroupBy(clusterOf).Where(static old => old.Key > 0)
                .Select(old => (old.Count(), old.Key, i)));
        }

        shares.Sort(static (x, y) => x.Shared != y.Shared
            ? y.Shared.CompareTo(x.Shared)
            : (x.Old, x.New).CompareTo((y.Old, y.New)));
        var given = new HashSet<long>();
        foreach (var (_, old, number) in shares)
        {
            if (numbers[number] == 0 && given.Add(old))
                numbers[number] = old;
        }

        for (var i = 0; i < clusters.Count; i++)
        {
            if (numbers[i] == 0)
                given.Add(numbers[i] = Free(clusters[i], number => isTaken(number) || given.Contains(number)));
        }

        return numbers;
    }

    // That of a member, the latest first; where all are taken any that is free.
    private static long Free(SettledCluster cluster, Func<long, bool> isTaken)
    {
        foreach (var article in cluster.Articles.OrderDescending())
        {
            if (!isTaken(article))
                return article;
        }

        var number = cluster.Articles.Min();
        while (number > 0 && isTaken(number))
            number--;
        return number > 0
            ? number
            : throw new System.Diagnostics.UnreachableException("There are more clusters than articles.");
    }
}
