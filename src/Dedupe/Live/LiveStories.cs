using Dedupe.Indexing;

namespace Dedupe.Live;

/// <summary>
/// In how many stories keys were found, as far as an index knows when a text comes: the clusters of the articles that
/// have a key, each article without one being a story of its own. The text itself is one more, with its kin
/// (<see cref="LiveKin"/>). One a comparison.
/// </summary>
/// <param name="view">What is seen.</param>
/// <param name="keys">How keys are told.</param>
internal sealed class LiveStories(LiveView view, PostingKeys keys) : IStoryCounts
{
    /// <summary>Articles of a key that are looked at.</summary>
    public const int MostArticles = 1024;

    // Stories from which nobody asks for more.
    private const int MostStories = 64;

    private readonly Dictionary<ulong, int> counts = [];
    private readonly HashSet<long> stories = [];
    private readonly List<uint> found = [];

    /// <summary>The story that an article is of: its cluster, or itself.</summary>
    public static long StoryOf(uint article, in LiveFacts facts) =>
        facts.Cluster > 0 ? facts.Cluster : -(long)article;

    /// <summary>
    /// Whether a key of the text itself is in so many stories that it is boilerplate, whoever is kin: most articles
    /// have such keys, and nothing more need be known of them. The gate is held for reading.
    /// </summary>
    public bool IsEverywhere(ulong key, ReadOnlySpan<uint> articles)
    {
        if (articles.Length < MostStories || StoriesOf(articles, kin: null) < MostStories)
            return false;
        counts[key] = MostStories + 1;
        return true;
    }

    /// <summary>Notes the stories of a key of the text itself. The gate is held for reading.</summary>
    /// <param name="key">The key.</param>
    /// <param name="articles">The articles that have it.</param>
    /// <param name="kin">Stories that are the text's own.</param>
    /// <returns>The stories, the text's own left out.</returns>
    public int CountOwn(ulong key, ReadOnlySpan<uint> articles, HashSet<long> kin)
    {
        if (counts.TryGetValue(key, out var known))
            return known - 1;
        var count = StoriesOf(articles, kin);
        counts[key] = count + 1;
        return count;
    }

    /// <inheritdoc/>
    public void Count(ReadOnlySpan<ulong> sample, Span<int> numbers)
    {
        view.Gate.EnterReadLock();
        try
        {
            Span<ulong> ahead = stackalloc ulong[LiveView.KeysAtOnce];
            for (var i = 0; i < sample.Length; i++)
            {
                if (i % LiveView.KeysAtOnce == 0)
                    Prepare(sample[i..], ahead);
                var key = keys.OfReuse(sample[i]);
                if (!counts.TryGetValue(key, out var count))
                {
                    found.Clear();
                    view.Find(key, found, MostArticles);
                    counts[key] = count = StoriesOf(
                        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(found), kin: null);
                }

                numbers[i] = count;
            }
        }
        finally
        {
            view.Gate.ExitReadLock();
        }
    }

    private void Prepare(ReadOnlySpan<ulong> sample, Span<ulong> ahead)
    {
        var count = 0;
        foreach (var one in sample[..Math.Min(ahead.Length, sample.Length)])
        {
            if (keys.OfReuse(one) is var key && !counts.ContainsKey(key))
                ahead[count++] = key;
        }

        view.Prepare(ahead[..count]);
    }

    private int StoriesOf(ReadOnlySpan<uint> articles, HashSet<long>? kin)
    {
        stories.Clear();
        foreach (var article in articles)
        {
            var story = StoryOf(article, view.FactsOf(article));
            if (kin?.Contains(story) != true)
                stories.Add(story);
            if (stories.Count == MostStories)
                break;
        }

        return stories.Count;
    }
}
