namespace Dedupe.Evaluation;

/// <summary>
/// Two ways to compare one clustering with another. A clustering is a list of cluster numbers, one an item; equal
/// numbers are one cluster. Both cost time and memory linear in the number of items.
/// </summary>
internal static class ClusterMeasures
{
    /// <summary>
    /// B-cubed (Bagga and Baldwin 1998): for each item, which share of its predicted cluster belongs with it
    /// (precision) and which share of its gold cluster was found (recall), averaged over the items. 1 for no items.
    /// </summary>
    public static Score BCubed(IReadOnlyList<int> gold, IReadOnlyList<int> predicted)
    {
        var table = Contingency.Of(gold, predicted);
        if (table.Items == 0)
            return new Score(1, 1);
        double precision = 0, recall = 0;
        foreach (var ((goldCluster, predictedCluster), both) in table.Cells)
        {
            precision += (double)both * both / table.Predicted[predictedCluster];
            recall += (double)both * both / table.Gold[goldCluster];
        }

        return new Score(precision / table.Items, recall / table.Items);
    }

    /// <summary>
    /// Adjusted Rand index (Hubert and Arabie 1985): agreement over all pairs of items, 0 for what chance would give, 1
    /// for the same clustering. 1 when both are all one cluster, or both all singletons.
    /// </summary>
    public static double AdjustedRand(IReadOnlyList<int> gold, IReadOnlyList<int> predicted)
    {
        var table = Contingency.Of(gold, predicted);
        var together = table.Cells.Values.Sum(Pairs);
        var inGold = table.Gold.Values.Sum(Pairs);
        var inPredicted = table.Predicted.Values.Sum(Pairs);
        var all = Pairs(table.Items);
        var expected = all > 0 ? inGold * inPredicted / all : 0;
        var most = (inGold + inPredicted) / 2;
        return most - expected == 0 ? 1 : (together - expected) / (most - expected);
    }

    private static double Pairs(int items) => items * (items - 1.0) / 2;

    /// <summary>How many items each pair of clusters shares.</summary>
    private sealed record Contingency(
        int Items, Dictionary<(int Gold, int Predicted), int> Cells, Dictionary<int, int> Gold, Dictionary<int,
            int> Predicted)
    {
        public static Contingency Of(IReadOnlyList<int> gold, IReadOnlyList<int> predicted)
        {
            if (gold.Count != predicted.Count)
                throw new ArgumentException("Both clusterings must have the same items.", nameof(predicted));
            var table = new Contingency(gold.Count, [], [], []);
            for (var i = 0; i < gold.Count; i++)
            {
                Count(table.Cells, (gold[i], predicted[i]));
                Count(table.Gold, gold[i]);
                Count(table.Predicted, predicted[i]);
            }

            return table;
        }

        private static void Count<TKey>(Dictionary<TKey, int> counts, TKey key)
            where TKey : notnull =>
            counts[key] = counts.GetValueOrDefault(key) + 1;
    }
}
