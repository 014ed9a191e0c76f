using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;
using Dedupe.Signing;
using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>
/// The reuse tier's candidates, and in how many stories of the collection each key was found. A passage in a hundred
/// copies of one story was found in one story; a newsletter box in forty documents that share nothing else was found
/// in forty.
/// </summary>
internal sealed class ReuseTier : IStoryCounts, IDisposable
{
    /// <summary>A pair that shares so much of its smaller key set is compared however few keys that is.</summary>
    private const int SmallShare = 5;

    private readonly SignedCollection documents;
    private readonly DedupeOptions options;
    private readonly Limits limits;
    private readonly int[] storyOf;
    private readonly int[] pagesOf;
    private readonly int[] pages; // in each group of pages, by the page that its others were found by
    private readonly KeyFrequencies frequencies = new();
    private readonly CollectionFacts facts;
    private readonly PairLinks links;

    /// <summary>Begins without keys.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="facts">What is known about them.</param>
    /// <param name="stories">The story of each document.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="limits">Counts the keys of too many stories.</param>
    public ReuseTier(
        SignedCollection documents, CollectionFacts facts, Stories stories, DedupeOptions options, Limits limits)
    {
        (this.documents, this.facts, this.options, this.limits) = (documents, facts, options, limits);
        (storyOf, pagesOf) = (stories.Of, stories.PagesOf);
        pages = new int[storyOf.Length];
        for (var document = 0; document < pagesOf.Length; document++)
        {
            if (pagesOf[document] >= 0 && storyOf[document] == document)
                pages[pagesOf[document]]++;
        }

        links = new PairLinks(documents.Count, options.Threads, documents.Keys.Memory);
    }

    /// <inheritdoc/>
    public void Count(ReadOnlySpan<ulong> keys, Span<int> stories) => frequencies.Find(keys, stories);

    /// <summary>Counts the stories of each bucket; the documents of those that are no boilerplate are linked.</summary>
    /// <param name="buckets">The buckets of the story tier; those of the part are used up.</param>
    /// <param name="part">Which of them.</param>
    public void Group(EntryStore buckets, PartOf part)
    {
        var (first, last) = part.Range(buckets.Partitions);
        Workers.Run(
            last - first,
            options.Threads,
            () => (
                Writer: links.Writer(), Buffer: new SortBuffer(), Found: new GroupSet(), Keys: new List<uint>(),
                Counts: new List<byte>()),
            (piece, state) =>
            {
                state.Keys.Clear();
                state.Counts.Clear();
                var partition = first + piece;
                var entries = state.Buffer.Drain(buckets, partition);
                for (var start = 0; start < entries.Length;)
                {
                    var end = Buckets.End(entries, start);
                    var bucket = entries[start..end];
                    var found = Distinct(bucket, state.Found);
                    if (found > 1)
                    {
                        state.Keys.Add((uint)(bucket[0] >> 32));
                        state.Counts.Add((byte)Math.Min(found, KeyFrequencies.Most));
                    }

                    if (found <= options.Indexing.StoryCap)
                        links.Link(state.Writer, bucket, options.Indexing);
                    else
                        limits.Meet(Limit.Stories);
                    start = end;
                }

                // Each partition has a table of its own.
                frequencies.Add(
                    partition, CollectionsMarshal.AsSpan(state.Keys), CollectionsMarshal.AsSpan(state.Counts));
            },
            static state =>
            {
                state.Writer.Flush();
                state.Buffer.Dispose();
            });
    }

    /// <summary>
    /// The pairs worth verifying, sorted by (A, B): boilerplate, found in more stories than the cap, proposes none.
    /// </summary>
    /// <param name="part">Which of them, by the first document; their links are used up.</param>
    /// <param name="known">Pairs that are worth it anyway, sorted by (A, B).</param>
    public CandidatePair[] Candidates(PartOf part, CandidatePair[] known)
    {
        var ofPart = CandidatePair.Between(known, PairLinks.Documents(documents.Count, part));
        return CandidatePair.Merge(ofPart, links.Count(part, () => (a, b, shared) => IsCandidate(a, b, shared.Length)));
    }

    /// <summary>Two documents were counted as one story.</summary>
    public bool AreOneStory(int a, int b) => storyOf[a] == storyOf[b];

    /// <summary>
    /// How many pages have one block in common, two documents among them; 0 when they are no such pages.
    /// </summary>
    public int PagesWith(int a, int b) => pagesOf[a] >= 0 && pagesOf[a] == pagesOf[b] ? pages[pagesOf[a]] : 0;

    /// <summary>What is known about a document.</summary>
    public StoryFacts FactsOf(int document) => facts[document];

    /// <summary>Writes what <see cref="Group"/> found.</summary>
    public void Save(PartWriter part)
    {
        links.Save(part);
        frequencies.Save(part);
    }

    /// <summary>Adds what <see cref="Group"/> found and <see cref="Save"/> wrote.</summary>
    public void Attach(PartReader part)
    {
        links.Attach(part);
        frequencies.Add(part);
    }

    /// <inheritdoc/>
    public void Dispose() => links.Dispose();

    private bool IsCandidate(int a, int b, int sharedKeys) =>
        sharedKeys >= options.Indexing.MinSharedKeys
            || SmallShare * sharedKeys >= Math.Min(documents.At(a).ReuseKeys, documents.At(b).ReuseKeys);

    [MethodImpl(Compile.Fully)]
    private int Distinct(ReadOnlySpan<ulong> bucket, GroupSet found)
    {
        if (bucket.Length == 2)
            return storyOf[(int)(uint)bucket[0]] == storyOf[(int)(uint)bucket[1]] ? 1 : 2;
        found.Begin(bucket.Length);
        var count = 0;
        foreach (var entry in bucket)
            count += found.Add(storyOf[(int)(uint)entry]) ? 1 : 0;
        return count;
    }
}
