using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Signing;
using Dedupe.Storage;

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
    private readonly DedupeOptions options;
    private readonly int[] storyOf;
    private readonly KeyFrequencies frequencies = new();
    private readonly StoryEvidence evidence;
    private readonly CandidatePair[] pairs;

    /// <summary>Groups the documents to stories and counts the keys over them.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="tier">The keys of the reuse tier; its buckets and links are used up.</param>
    /// <param name="nearGroup">The near-tier representative of each document: a group is one story from the start.</param>
    /// <param name="options">The options of the run.</param>
    public Stories(SignedCollection documents, ReuseTier tier, int[] nearGroup, DedupeOptions options)
    {
        (this.documents, this.options) = (documents, options);
        evidence = new StoryEvidence(documents);
        var edges = new List<WeightedEdge>();
        Func<int, int, int> largest = tier.LargestInCommon;
        tier.Links.Count(() => (a, b, links) =>
        {
            if (evidence.TellOneStory(a, b, links, largest, out var share) && nearGroup[a] != nearGroup[b])
            {
                lock (edges)
                    edges.Add(new WeightedEdge(nearGroup[a], nearGroup[b], share));
            }

            return false;
        });
        edges.Sort(static (x, y) => (x.A, x.B, x.Weight).CompareTo((y.A, y.B, y.Weight)));
        var centreOf = StarGrouping.Group(documents.Count, edges.ToArray(), (x, y) => x.CompareTo(y));
        storyOf = new int[nearGroup.Length];
        for (var document = 0; document < storyOf.Length; document++)
            storyOf[document] = centreOf[nearGroup[document]];
        pairs = CountStories(tier.Shared);
    }

    /// <summary>In how many stories a key was found; 0 when it was found in one at most.</summary>
    public int this[ulong key] => frequencies[TierEntries.ShortKey(key)];

    /// <summary>The same of many keys at once.</summary>
    /// <param name="keys">The keys; cut to the bits that count.</param>
    /// <param name="counts">Gets the numbers; as long as the keys.</param>
    public void Count(Span<ulong> keys, Span<int> counts)
    {
        foreach (ref var key in keys)
            key = TierEntries.ShortKey(key);
        frequencies.Find(keys, counts);
    }

    /// <summary>The pairs worth verifying, sorted by (A, B): furniture, found in more stories than the cap, proposes none.</summary>
    /// <param name="known">Pairs that are worth it anyway, sorted by (A, B).</param>
    public CandidatePair[] Candidates(CandidatePair[] known)
    {
        var all = new List<CandidatePair>(pairs.Length + known.Length);
        var next = 0;
        foreach (var pair in pairs)
        {
            while (next < known.Length && (known[next].A, known[next].B).CompareTo((pair.A, pair.B)) < 0)
                all.Add(known[next++]);
            if (next < known.Length && known[next].A == pair.A && known[next].B == pair.B)
                next++;
            all.Add(pair);
        }

        all.AddRange(known.AsSpan(next));
        return [.. all];
    }

    /// <summary>Two documents were counted as one story.</summary>
    public bool AreOne(int a, int b) => storyOf[a] == storyOf[b];

    /// <summary>The outlets of both documents are known.</summary>
    public bool SourcesKnown(int a, int b) => evidence.SourcesKnown(a, b);

    /// <summary>What two documents share is stock text of their outlet.</summary>
    public bool IsStockText(int a, int b) => evidence.IsStockText(a, b);

    private bool IsCandidate(int a, int b, int sharedKeys) =>
        sharedKeys >= options.Indexing.MinSharedKeys || SmallShare * sharedKeys >= Math.Min(documents.At(a).ReuseKeys, documents.At(b).ReuseKeys);

    // Counts each bucket's stories; those of a bucket that is no furniture are linked.
    private CandidatePair[] CountStories(EntryStore buckets)
    {
        using var links = new PairLinks(documents.Count, options.Threads, documents.Memory);
        Workers.Run(
            buckets.Partitions,
            options.Threads,
            () => (Writer: links.Writer(), Buffer: new SortBuffer()),
            (partition, state) =>
            {
                var entries = state.Buffer.Take(buckets, partition);
                for (var start = 0; start < entries.Length;)
                {
                    var end = Buckets.End(entries, start);
                    var bucket = entries[start..end];
                    var found = Distinct(bucket, state.Buffer.Scratch);
                    if (found > 1)
                        Note(TierEntries.ShortKey(partition, bucket[0]), found);
                    if (found <= options.Indexing.StoryCap && bucket.Length <= options.Indexing.FrequencyCap)
                        links.Link(state.Writer, bucket, options.Indexing.AllPairsLimit);
                    start = end;
                }
            },
            static state => state.Writer.Flush());
        return links.Count(() => (a, b, shared) => IsCandidate(a, b, shared.Length));
    }

    private void Note(ulong key, int count)
    {
        lock (frequencies)
            frequencies.Add(key, count);
    }

    [MethodImpl(Compile.Fully)]
    private int Distinct(ReadOnlySpan<ulong> bucket, Span<ulong> scratch)
    {
        if (bucket.Length == 2)
            return storyOf[(int)(uint)bucket[0]] == storyOf[(int)(uint)bucket[1]] ? 1 : 2;
        var sorted = scratch[..bucket.Length];
        for (var i = 0; i < bucket.Length; i++)
            sorted[i] = (uint)storyOf[(int)(uint)bucket[i]];
        sorted.Sort();
        var count = 1;
        for (var i = 1; i < sorted.Length; i++)
            count += sorted[i] != sorted[i - 1] ? 1 : 0;
        return count;
    }
}
