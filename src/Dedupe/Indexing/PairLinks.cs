using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>
/// Pairs of documents that stand in one bucket: collected from many threads bucket by bucket, then counted pair by pair. A link is one
/// 64-bit entry: the first document within its partition (21 bits), the second one (32), documents in the bucket (11).
/// </summary>
internal sealed class PairLinks : IDisposable
{
    /// <summary>Links are counted by so many stretches of first documents, each by itself.</summary>
    public const int Partitions = 1 << PartitionBits;

    /// <summary>Bucket sizes are told up to this.</summary>
    public const int MostFrequent = (1 << FrequencyBits) - 1;

    private const int FrequencyBits = 11;
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
    /// <exception cref="InvalidOperationException">There are more documents than links can name.</exception>
    public PairLinks(int documents, int threads, BlockPool pool)
    {
        this.threads = threads;
        shift = ShiftOf(documents);
        if (shift > FirstBits)
            throw new InvalidOperationException($"One run takes at most {1 << (FirstBits + PartitionBits)} documents, and there are {documents}: split the collection.");
        store = new EntryStore(Partitions, pool);
    }

    /// <summary>Told each pair once.</summary>
    /// <param name="a">The document of the smaller number.</param>
    /// <param name="b">The other one.</param>
    /// <param name="frequencies">For each bucket that they share, a link whose <see cref="FrequencyOf"/> is the bucket's size.</param>
    public delegate bool PairVisitor(int a, int b, ReadOnlySpan<ulong> frequencies);

    /// <summary>The bucket size in a link.</summary>
    public static int FrequencyOf(ulong link) => (int)(link & MostFrequent);

    /// <summary>A writer for one thread.</summary>
    public EntryWriter Writer() => store.Writer();

    /// <summary>
    /// Links the documents of one bucket. Small buckets propose all their pairs, larger ones link each document to the first few and to its
    /// neighbours: linear in the documents.
    /// </summary>
    /// <param name="writer">The thread's writer.</param>
    /// <param name="documents">The bucket's documents, as the lower halves of its entries; they ascend.</param>
    /// <param name="allPairsLimit">Buckets up to this size propose all pairs.</param>
    /// <param name="hubs">To how many of the first documents each one is linked in a larger bucket.</param>
    /// <param name="neighbours">And to how many of those before it.</param>
    [MethodImpl(Compile.Fully)]
    public void Link(EntryWriter writer, ReadOnlySpan<ulong> documents, int allPairsLimit, int hubs = 8, int neighbours = 4)
    {
        var frequency = Math.Min(documents.Length, MostFrequent);
        var all = documents.Length <= allPairsLimit;
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
                var links = state.Links.Take(store, partition);
                RadixSort.Sort(links, state.Links.Scratch, FrequencyBits);
                state.Pairs.Clear();
                Group(partition, links, state.Visit, state.Pairs);
                wanted[piece] = [.. state.Pairs];
            },
            static state => state.Links.Dispose());
        return [.. wanted.SelectMany(static pairs => pairs)];
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
        writer.Add((int)(a >> shift), ((ulong)first << (SecondBits + FrequencyBits)) | ((ulong)b << FrequencyBits) | (uint)frequency);
    }
}
