using Dedupe.Signing;

namespace Dedupe.Indexing;

/// <summary>
/// The stories of a collection, and in how many of them each key was found. A passage in a hundred copies of one story was found
/// in one story; a newsletter box in forty documents that share nothing else was found in forty.
/// </summary>
internal sealed class Stories
{
    /// <summary>A pair that shares so much of its smaller key set is compared however few keys that is.</summary>
    private const int SmallShare = 5;

    private readonly SignedCollection documents;
    private readonly KeyIndex index;
    private readonly IndexingOptions options;
    private readonly int[] storyOf;
    private readonly KeyFrequencies frequencies;
    private int[] storiesOfBucket = [];
    private readonly StoryEvidence evidence;

    /// <summary>Groups the documents to stories and counts the keys over them.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="index">The keys of the reuse tier.</param>
    /// <param name="nearGroup">The near-tier representative of each document: a group is one story from the start.</param>
    /// <param name="options">Bucket sizes.</param>
    public Stories(SignedCollection documents, KeyIndex index, int[] nearGroup, IndexingOptions options)
    {
        (this.documents, this.index, this.options) = (documents, index, options);
        evidence = new StoryEvidence(documents, index);
        var edges = new List<WeightedEdge>();
        foreach (var pair in CandidateGenerator.Propose(index, options, (_, size) => size <= options.FrequencyCap))
        {
            if (evidence.TellOneStory(pair, out var share))
                edges.Add(new WeightedEdge(nearGroup[pair.A], nearGroup[pair.B], share));
        }

        edges.RemoveAll(edge => edge.A == edge.B);
        var centreOf = StarGrouping.Group(documents.Count, edges.ToArray(), (x, y) => x.CompareTo(y));
        storyOf = [.. nearGroup.Select(group => centreOf[group])];
        frequencies = new KeyFrequencies(index.Buckets);
        CountStories();
    }

    /// <summary>In how many stories a key was found; 0 for keys of a single document.</summary>
    public int this[ulong key] => frequencies[key];

    /// <summary>The pairs worth verifying, sorted by (A, B): furniture, found in more stories than the cap, proposes none.</summary>
    /// <param name="known">Pairs that are worth it anyway.</param>
    public CandidatePair[] Candidates(CandidatePair[] known) =>
        [.. CandidateGenerator
            .Propose(index, options, (bucket, size) => size <= options.FrequencyCap && storiesOfBucket[bucket] <= options.StoryCap)
            .Where(pair => pair.SharedKeys >= options.MinSharedKeys || SmallShare * pair.SharedKeys >= SmallerKeyCount(pair))
            .UnionBy(known, pair => (pair.A, pair.B))
            .OrderBy(pair => (pair.A, pair.B))];

    /// <summary>Two documents were counted as one story.</summary>
    public bool AreOne(int a, int b) => storyOf[a] == storyOf[b];

    /// <summary>The outlets of both documents are known.</summary>
    public bool SourcesKnown(int a, int b) => evidence.SourcesKnown(a, b);

    /// <summary>What two documents share is stock text of their outlet.</summary>
    public bool IsStockText(int a, int b) => evidence.IsStockText(a, b);

    private int SmallerKeyCount(CandidatePair pair) =>
        Math.Min(documents.At(pair.A).ReuseKeyCount, documents.At(pair.B).ReuseKeyCount);

    private void CountStories()
    {
        storiesOfBucket = new int[index.Buckets];
        var stories = Array.Empty<int>();
        index.ForEachBucket((bucket, key, holders) =>
        {
            if (stories.Length < holders.Length)
                stories = new int[2 * holders.Length];
            for (var i = 0; i < holders.Length; i++)
                stories[i] = storyOf[holders[i]];
            var sorted = stories.AsSpan(0, holders.Length);
            sorted.Sort();
            var count = 1;
            for (var i = 1; i < sorted.Length; i++)
                count += sorted[i] != sorted[i - 1] ? 1 : 0;
            storiesOfBucket[bucket] = count;
            frequencies.Add(key, count);
        });
    }
}
