namespace Dedupe.Live;

/// <summary>
/// Articles that are stored in a transaction that is not over: those of one batch find each other, and nobody else
/// finds them before they are on the disk. The writer alone uses it.
/// </summary>
internal sealed class PendingArticles
{
    /// <summary>Their postings.</summary>
    public PostingTail Tail { get; } = new();

    /// <summary>Each with its number, in order.</summary>
    public Dictionary<long, SignedItem> Items { get; } = [];

    /// <summary>What is known of each but its cluster.</summary>
    public Dictionary<long, LiveFacts> Facts { get; } = [];

    /// <summary>The cluster of each article, new or not, that was put into another one.</summary>
    public Dictionary<long, long> ClusterOf { get; } = [];

    /// <summary>Clusters that are new or changed; null for those that are no more.</summary>
    public Dictionary<long, ClusterHead?> Heads { get; } = [];

    /// <summary>Adds an article.</summary>
    public void Add(SignedItem item)
    {
        var number = item.Article.Number;
        Items.Add(number, item);
        Facts.Add(number, item.Facts);
        Tail.Add(number, item.Keys);
    }
}
