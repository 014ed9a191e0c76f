using Dedupe.Indexing;

namespace Dedupe.Live;

/// <summary>
/// In how many stories keys were found, as far as an index knows when a text comes: the clusters of the articles that
/// have a key, each article without one being a story of its own. The text itself is one more. One a comparison.
/// </summary>
/// <param name="view">What is seen.</param>
/// <param name="keys">How keys are told.</param>
internal sealed class LiveStories(LiveView view, PostingKeys keys) : IStoryCounts
{
    // Articles of a key that are looked at, and stories from which nobody asks for more.
    private const int MostArticles = 4096;
    private const int MostStories = 64;

    private readonly Dictionary<ulong, int> counts = [];
    private readonly HashSet<ulong> own = [];
    private readonly HashSet<long> stories = [];
    private readonly List<uint> found = [];

    /// <summary>Counts the stories of a key of the text itself. The gate is held for reading.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isSeen">Whether an article may be compared with.</param>
    /// <param name="articles">Gets the articles that have it.</param>
    /// <returns>The stories, the text's own left out.</returns>
    public int CountOwn(ulong key, Func<uint, bool> isSeen, List<uint> articles)
    {
        articles.Clear();
        view.Find(key, articles, MostArticles);
        articles.RemoveAll(article => !isSeen(article));
        own.Add(key);
        var count = StoriesOf(articles);
        counts[key] = count;
        return count;
    }

    /// <inheritdoc/>
    public void Count(ReadOnlySpan<ulong> sample, Span<int> numbers)
    {
        view.Gate.EnterReadLock();
        try
        {
            for (var i = 0; i < sample.Length; i++)
            {
                var key = keys.OfReuse(sample[i]);
                if (!counts.TryGetValue(key, out var count))
                {
                    found.Clear();
                    view.Find(key, found, MostArticles);
                    counts[key] = count = StoriesOf(found);
                }

                numbers[i] = count + (own.Contains(key) ? 1 : 0);
            }
        }
        finally
        {
            view.Gate.ExitReadLock();
        }
    }

    private int StoriesOf(List<uint> articles)
    {
        if (articles.Count < 2)
            return articles.Count;
        stories.Clear();
        foreach (var article in articles)
        {
            var cluster = view.FactsOf(article).Cluster;
            stories.Add(cluster > 0 ? cluster : -(long)article);
            if (stories.Count == MostStories)
                break;
        }

        return stories.Count;
    }
}
