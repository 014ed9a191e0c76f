namespace Dedupe.Evaluation;

/// <summary>The labelled documents in gold clusters and in predicted clusters, number by number.</summary>
internal sealed class LabelledClusters
{
    private readonly List<int> parents = [];
    private readonly List<int> predicted = [];
    private readonly Dictionary<string, int> items = new(StringComparer.Ordinal);

    /// <summary>Adds both documents of a label, and joins them when the label is positive.</summary>
    /// <param name="label">The label.</param>
    /// <param name="a">A name of the labelled A that is the same wherever the document is meant, and its predicted
    /// cluster if any.</param>
    /// <param name="b">The same of B.</param>
    public void Add(LabelledPair label, (string Name, int? Cluster) a, (string Name, int? Cluster) b)
    {
        var first = Root(Item(a));
        var second = Root(Item(b));
        if (label.IsPositive)
            parents[Math.Max(first, second)] = Math.Min(first, second);
    }

    /// <summary>The gold clusters: what positive labels connect.</summary>
    public IReadOnlyList<int> Gold => [.. Enumerable.Range(0, parents.Count).Select(Root)];

    /// <summary>
    /// The predicted clusters, of the same items in the same order; a document in no cluster is one of its own.
    /// </summary>
    public IReadOnlyList<int> Predicted => predicted;

    private int Item((string Name, int? Cluster) document)
    {
        if (items.TryGetValue(document.Name, out var item))
            return item;
        item = parents.Count;
        items.Add(document.Name, item);
        parents.Add(item);
        predicted.Add(document.Cluster ?? -1 - item);
        return item;
    }

    private int Root(int item)
    {
        while (parents[item] != item)
            item = parents[item] = parents[parents[item]];
        return item;
    }
}
