using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>
/// Pairs of documents that stand in one bucket: collected from many threads bucket by bucket, then counted pair by
/// pair. A link is one 64-bit entry: the first document within its partition (21 bits), the second one (32), documents
/// in the bucket (11, see <see cref="BucketSize"/>).
/// </summary>
internal sealed class PairLinks : IDisposable
{
    /// <summary>Links are counted by so many stretches of first documents, each by itself.</summary>
    public const int Partitions = 1 << PartitionBits;

    private const int FrequencyBits = BucketSize.Bits;
    private const int FrequencyMask = (1 << FrequencyBits) - 1;
    // In a bucket beyond the frequency cap each document is linked to so many of the first ones, and to no neighbour.
    private const int FewestHubs = 4;

    private const int FirstBits = 21;
    private const int SecondBits = 32;
    private const int PartitionBits = 8;
    private const string Name = "links";

    private readonly EntryStore store;
    private readonly int shift; // bits of the first document that are not its partition
    private readonly int threads;

    /// <summary>Makes an empty collection of links.</summary>
    /// <param name="documents">How many documents there are.</param>
    /// <param name="threads">Threads for counting; 0 is one a processor.</param>
    /// <param name="pool">Memory for the links.</param>
    /// <exception cref="CannotRunException">There are more documents than links can name.</exception>
    public PairLinks(int documents, int threads, BlockPool pool)
    {
        this.threads = threads;
        shift = ShiftOf(documents);
        if (shift > FirstBits)
            throw new CannotRunException(
                $"One run takes at most {1 << (FirstBits + PartitionBits)} documents, and there are {documents}: " +
                $"split the collection.");
        store = new EntryStore(Partitions, pool);
    }

    /// <summary>Told each pair once.</summary>
    /// <param name="a">The document of the smaller number.</param>
    /// <param name="b">The other one.</param>
    /// <param name="frequencies">For each bucket that they share, a link whose <see cref="FrequencyOf"/> is the
    /// bucket's size.</param>
    public delegate bool PairVisitor(int a, int b, ReadOnlySpan<ulong> frequencies);

    /// <summary>The bucket size in a link, rounded as <see cref="BucketSize.Round"/> does.</summary>
    public static int FrequencyOf(ulong link) => BucketSize.Decode((int)(link & FrequencyMask));

    /// <summary>A writer for one thread.</summary>
    public EntryWriter Writer() => store.Writer();

    /// <summary>
    /// Links the documents of one bucket. Small buckets propose all their pairs, larger ones link each document to the
    /// first few and to its neighbours: linear in the documents. The first ones are the same documents in all buckets
    /// of a story, so what a document shares with them adds up.
    /// </summary>
    /// <param name="writer">The thread's writer.</param>
    /// <param name="documents">The bucket's documents, as the lower halves of its entries; they ascend.</param>
    /// <param name="options">Up to which size buckets propose all pairs, and beyond which size they propose
    /// least.</param>
    /// <param name="hubs">To how many of the first documents each one is linked in a larger bucket, at most.</param>
    /// <param name="neighbours">And to how many of those before it, at most.</param>
    [MethodImpl(Compile.Fully)]
    public void Link(
        EntryWriter writer, ReadOnlySpan<ulong> documents, IndexingOptions options, int hubs = 8, int neighbours = 4)
    {
        var frequency = BucketSize.Encode(documents.Length);
        var all = documents.Length <= options.AllPairsLimit;
        if (documents.Length > options.FrequencyCap)
            (hubs, neighbours) = (Math.Min(hubs, FewestHubs), 0);
        for (var later = 1; later < documents.Length; later++)
        {
            var first = all ? later : Math.Min(later, hubs);
            for (var earlier = 0; earlier < first; earlier++)
                Add(writer, (uint)documents[earlier], (uint)documents[later], frequency);
            for (var earlier = Math.Max(first, later - neighbours); earlier < later; earlier++)
                Add(writer, (uint)documents[earlier], (uint)documents[later], frequency);
        }
    }

    /// <summary>Counts links pair by pair, and forgets them.</summary>
    /// <param name="part">Which of them: those of a stretch of first documents.</param>
    /// <param name="visitor">Makes what decides, for one thread, whether a pair is wanted.</param>
    /// <returns>The wanted pairs, sorted by (A, B), with the number of their links.</returns>
    public CandidatePair[] Count(PartOf part, Func<PairVisitor> visitor)
    {
        var (start, end) = part.Range(Partitions);
        var wanted = new CandidatePair[end - start][];
        Workers.Run(
            end - start,
            threads,
            () => (Visit: visitor(), Links: new SortBuffer(), Pairs: new List<CandidatePair>()),
            (piece, state) =>
            {
                var partition = start + piece;
                var links = state.Links.Drain(store, partition);
                RadixSort.Sort(links, state.Links.Scratch, FrequencyBits);
                state.Pairs.Clear();
                Group(partition, links, state.Visit, state.Pairs);
                wanted[piece] = [.. state.Pairs];
            },
            static state => state.Links.Dispose());
        var all = new CandidatePair[wanted.Sum(static pairs => pairs.Length)];
        var at = 0;
        foreach (ref var pairs in wanted.AsSpan())
        {
            pairs.CopyTo(all, at);
            at += pairs.Length;
            pairs = [];
        }

        return all;
    }

    /// <summary>The stretch of first documents that a part has.</summary>
    /// <param name="documents">How many documents there are.</param>
    /// <param name="part">The part.</param>
    public static (int Start, int End) Documents(int documents, PartOf part)
    {
        var (start, end) = part.Range(Partitions);
        return (Clamp(start), Clamp(end));

        int Clamp(int partition) => (int)Math.Min(documents, (long)partition << ShiftOf(documents));
    }

    /// <summary>Writes all links to a part file.</summary>
    public void Save(PartWriter part) => store.Save(part, Name);

    /// <summary>Adds the links of a part file.</summary>
    public void Attach(PartReader part) => store.Attach(part, Name);

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    [MethodImpl(Compile.Fully)]
    private void Group(int partition, ReadOnlySpan<ulong> links, PairVisitor visit, List<CandidatePair> pairs)
    {
        for (var start = 0; start < links.Length;)
        {
            var pair = links[start] >> FrequencyBits;
            var end = start + 1;
            while (end < links.Length && links[end] >> FrequencyBits == pair)
                end++;
            var (a, b) = ((partition << shift) + (int)(pair >> SecondBits), (int)(uint)pair);
            if (visit(a, b, links[start..end]))
                pairs.Add(new CandidatePair(a, b, end - start));
            start = end;
        }
    }

    private static int ShiftOf(int documents)
    {
        var bits = 0;
        while (documents >> bits >= Partitions)
            bits++;
        return bits;
    }

    private void Add(EntryWriter writer, uint a, uint b, int frequency)
    {
        var first = a & ((1U << shift) - 1);
        writer.Add(
            (int)(a >> shift),
            ((ulong)first << (SecondBits + FrequencyBits)) | ((ulong)b << FrequencyBits) | (uint)frequency);
    }
}
