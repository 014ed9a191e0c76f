using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Signing;
using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>
/// What stories are found by: buckets of all documents that share a sampled key, a near-tier group counted once. A
/// group enters with the keys of its representative, and with what its other members have in addition under their own
/// numbers (another outlet's footer under the same story): so a key counts once a group, and footers are still found.
/// Buckets are made partition by partition and kept, those of two or more, for the reuse tier.
/// </summary>
internal sealed class StoryTier : IDisposable
{
    // In a large bucket each document is linked to so many: enough to find the copies of a story round its first ones.
    private const int StoryHubs = 8;

    private const string SharedName = "shared";

    private readonly SignedCollection documents;
    private readonly DedupeOptions options;
    private readonly Limits limits;
    private readonly int[] nearGroup;
    private readonly bool[] isRepeat;

    /// <summary>Begins without buckets.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="nearGroup">The near-tier representative of each document.</param>
    /// <param name="isRepeat">For each document: its text is that of an earlier one.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="limits">Counts the buckets that are too large for all of their pairs.</param>
    public StoryTier(SignedCollection documents, int[] nearGroup, bool[] isRepeat, DedupeOptions options, Limits limits)
    {
        (this.documents, this.nearGroup, this.isRepeat, this.options, this.limits) =
            (documents, nearGroup, isRepeat, options, limits);
        Wide = new WideKeys(documents.Count);
        Shared = new EntryStore(TierEntries.ReusePartitions, documents.Keys.Memory);
        Links = new PairLinks(documents.Count, options.Threads, documents.Keys.Memory);
    }

    /// <summary>The buckets of two documents or more: sorted entries in their partitions.</summary>
    public EntryStore Shared { get; }

    /// <summary>The evidence for stories: pairs of documents in one bucket.</summary>
    public PairLinks Links { get; }

    /// <summary>How many of each document's keys others have too.</summary>
    public WideKeys Wide { get; }

    /// <summary>Makes buckets.</summary>
    /// <param name="part">Of which keys; their entries are used up.</param>
    public void Group(PartOf part)
    {
        var (start, end) = part.Range(TierEntries.ReusePartitions);
        var entering = Entering();
        Workers.Run(
            end - start,
            options.Threads,
            () => new Worker(this, entering),
            (piece, worker) => worker.MakeBuckets(start + piece),
            static worker =>
            {
                worker.Flush();
                worker.Dispose();
            });
    }

    /// <summary>Writes what <see cref="Group"/> made.</summary>
    public void Save(PartWriter part)
    {
        Shared.Save(part, SharedName);
        Links.Save(part);
        Wide.Save(part);
    }

    /// <summary>Adds what <see cref="Group"/> made and <see cref="Save"/> wrote.</summary>
    public void Attach(PartReader part)
    {
        Shared.Attach(part, SharedName);
        Links.Attach(part);
        Wide.Attach(part);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Shared.Dispose();
        Links.Dispose();
    }

    // By the number that a document was signed with, its final number; -1 for those that do not enter. Entries come in
    // the order of signing, so that this is looked up from front to back, for each partition anew.
    [MethodImpl(Compile.Fully)]
    private int[] Entering()
    {
        var entering = documents.Keys.Numbers.ToArray();
        foreach (ref var document in entering.AsSpan())
        {
            if (document >= 0 && isRepeat[document] && nearGroup[document] != document)
                document = -1;
        }

        return entering;
    }

    private sealed class Worker(StoryTier tier, int[] entering) : IDisposable
    {
        private readonly EntryWriter shared = tier.Shared.Writer();
        private readonly EntryWriter links = tier.Links.Writer();
        private readonly GroupSet groups = new();
        private readonly SortBuffer buffer = new();

        [MethodImpl(Compile.Fully)]
        public void MakeBuckets(int partition)
        {
            var sorted = buffer.Drain(tier.documents.Keys.Reuse, partition);
            sorted = sorted[..Number(sorted)];
            RadixSort.SortHashed(sorted, buffer.Scratch);
            for (var start = 0; start < sorted.Length;)
            {
                var end = Buckets.End(sorted, start);
                if (end - start > 1)
                    AddBucket(partition, sorted[start..end]);
                start = end;
            }
        }

        public void Flush()
        {
            shared.Flush();
            links.Flush();
        }

        public void Dispose() => buffer.Dispose();

        [MethodImpl(Compile.Fully)]
        private void AddBucket(int partition, Span<ulong> bucket)
        {
            bucket = bucket[..OncePerGroup(bucket[..Buckets.MakeDistinct(bucket)])];
            if (bucket.Length < 2)
                return;
            foreach (var entry in bucket)
                shared.Add(partition, entry);
            tier.options.Indexing.Meet(bucket.Length, tier.limits);
            tier.Links.Link(links, bucket, tier.options.Indexing, StoryHubs, neighbours: 0);
            tier.Wide.Add(bucket);
        }

        // Of a group that has the key its representative stays, or else the first of the others.
        [MethodImpl(Compile.Fully)]
        private int OncePerGroup(Span<ulong> bucket)
        {
            var represented = 0;
            foreach (var entry in bucket)
                represented += IsRepresentative(entry) ? 1 : 0;
            if (represented == bucket.Length)
                return represented;

            groups.Begin(bucket.Length);
            foreach (var entry in bucket)
            {
                if (IsRepresentative(entry))
                    groups.Add((int)(uint)entry);
            }

            var count = 0;
            foreach (var entry in bucket)
            {
                if (IsRepresentative(entry) || groups.Add(tier.nearGroup[(int)(uint)entry]))
                    bucket[count++] = entry;
            }

            return count;
        }

        private bool IsRepresentative(ulong entry) => tier.nearGroup[(int)(uint)entry] == (int)(uint)entry;

        [MethodImpl(Compile.Fully)]
        private int Number(Span<ulong> numbered)
        {
            var count = 0;
            foreach (var entry in numbered)
            {
                var document = entering[(int)(uint)entry];
                if (document >= 0)
                    numbered[count++] = (entry >> 32 << 32) | (uint)document;
            }

            return count;
        }
    }
}
