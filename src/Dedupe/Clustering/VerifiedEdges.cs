using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;
using Dedupe.Signing;
using Dedupe.Verification;

namespace Dedupe.Clustering;

/// <summary>
/// The verified pairs of a run in order of their two documents: an index, 16 bytes a pair, over blocks of records. Asks
/// for the verification of pairs that were no candidates but that a star needs.
/// </summary>
/// <param name="verify">Verifies candidate pairs sorted by (A, B); a block of as many, in order.</param>
internal sealed class VerifiedEdges(Func<CandidatePair[], PairBlock> verify)
{
    private readonly List<PairBlock> blocks = [];
    private ulong[] keys = [];
    private PairPlace[] places = []; // by key

    /// <summary>How many pairs so far.</summary>
    public int Count { get; private set; }

    /// <summary>True for relations that make copies of one text.</summary>
    public static bool Joins(Relation relation) => relation >= Relation.Derived;

    /// <summary>Takes a block; a pair that is there already is replaced. Cost: linear in the pairs of both.</summary>
    [MethodImpl(Compile.Fully)]
    public void Add(PairBlock block)
    {
        if (block.Count == 0)
            return;
        var records = block.Records.Span;
        if (Count == 0 || keys[Count - 1] < Key(records[0].A, records[0].B))
        {
            Append(records);
            blocks.Add(block);
            return;
        }

        var mergedKeys = GC.AllocateUninitializedArray<ulong>(Count + records.Length);
        var mergedPlaces = GC.AllocateUninitializedArray<PairPlace>(mergedKeys.Length);
        var (next, merged) = (0, 0);
        for (var record = 0; record < records.Length; record++)
        {
            var key = Key(records[record].A, records[record].B);
            for (; next < Count && keys[next] < key; next++, merged++)
                (mergedKeys[merged], mergedPlaces[merged]) = (keys[next], places[next]);
            if (next < Count && keys[next] == key)
                next++;
            (mergedKeys[merged], mergedPlaces[merged++]) = (key, new PairPlace(blocks.Count, record));
        }

        for (; next < Count; next++, merged++)
            (mergedKeys[merged], mergedPlaces[merged]) = (keys[next], places[next]);
        blocks.Add(block);
        (keys, places, Count) = (mergedKeys, mergedPlaces, merged);
    }

    // Blocks that follow each other, as those of parts do.
    private void Append(ReadOnlySpan<PairRecord> records)
    {
        var wanted = Count + records.Length;
        if (keys.Length < wanted)
        {
            var room = Count == 0
                ? wanted
                : (int)Math.Min(Array.MaxLength, Math.Max(wanted, Count + ((long)Count / 2)));
            Array.Resize(ref keys, room);
            Array.Resize(ref places, room);
        }

        for (var record = 0; record < records.Length; record++)
            (keys[Count + record], places[Count + record]) = (
                Key(records[record].A, records[record].B), new PairPlace(blocks.Count, record));
        Count = wanted;
    }

    /// <summary>All pairs so far, sorted by (A, B); none may be added meanwhile.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The pairs so far that share something and are news. Later ones are not in it.</summary>
    /// <param name="documents">The documents.</param>
    public FoundPairs Found(SignedCollection documents) =>
        new([.. blocks], Array.FindAll(places[..Count], place => IsReported(in Record(place), documents)), documents);

    /// <summary>
    /// The near-duplicates as candidates, sorted by (A, B). Of large groups only what a star needs: every member beside
    /// its representative.
    /// </summary>
    /// <param name="nearGroup">The near-tier representative of each document.</param>
    /// <param name="allPairsLimit">Groups up to this size give all their pairs.</param>
    /// <param name="limits">Counts the larger ones.</param>
    public CandidatePair[] NearDuplicates(int[] nearGroup, int allPairsLimit, Limits limits)
    {
        var sizes = new int[nearGroup.Length];
        foreach (var group in nearGroup)
        {
            if (++sizes[group] == allPairsLimit + 1)
                limits.Meet(Limit.NearGroup);
        }

        var wanted = new List<CandidatePair>();
        foreach (ref readonly var pair in this)
        {
            if (pair.Relation >= Relation.NearDuplicate && IsWanted(pair.A, pair.B))
                wanted.Add(new CandidatePair(pair.A, pair.B, 0));
        }

        return [.. wanted];

        bool IsWanted(int a, int b) =>
            nearGroup[a] != nearGroup[b]
                || sizes[nearGroup[a]] <= allPairsLimit
                || nearGroup[a] == b
                || nearGroup[b] == a;
    }

    /// <summary>The pairs of the near tier that may be a form filled in, sorted by (A, B).</summary>
    public List<FilledPair> Filled()
    {
        var filled = new List<FilledPair>();
        foreach (var place in places.AsSpan(0, Count))
        {
            ref readonly var pair = ref Record(place);
            if (pair.DetailsLength > 0)
                filled.Add(new FilledPair(pair.A, pair.B, blocks[place.Block].Differences(place.Record)));
        }

        return filled;
    }

    /// <summary>The pairs of identical texts.</summary>
    public List<(int A, int B)> Identical()
    {
        var identical = new List<(int A, int B)>();
        foreach (ref readonly var pair in this)
        {
            if (pair.Relation == Relation.Identical)
                identical.Add((pair.A, pair.B));
        }

        return identical;
    }

    /// <summary>The pair of two documents, which must have been verified.</summary>
    public ref readonly PairRecord this[int x, int y] =>
        ref Record(places[Array.BinarySearch(keys, 0, Count, Key(x, y))]);

    /// <summary>
    /// What a document has that another has not; null where they share too little to tell. The pair must have been
    /// verified.
    /// </summary>
    public OwnText? OwnText(int document, int other)
    {
        var place = places[Array.BinarySearch(keys, 0, Count, Key(document, other))];
        return blocks[place.Block].OwnText(place.Record, ofA: document < other);
    }

    /// <summary>Whether the pair of two documents was verified.</summary>
    public bool Has(int x, int y) => Array.BinarySearch(keys, 0, Count, Key(x, y)) >= 0;

    /// <summary>Verifies pairs that have not been verified, each named once or more.</summary>
    public void Require(List<(int X, int Y)> wanted)
    {
        var missing = wanted.ConvertAll(static pair => Key(pair.X, pair.Y));
        missing.Sort();
        var candidates = new List<CandidatePair>(missing.Count);
        for (var i = 0; i < missing.Count; i++)
        {
            if (i == 0 || missing[i] != missing[i - 1])
                candidates.Add(new CandidatePair((int)(missing[i] >> 32), (int)(uint)missing[i], 0));
        }

        if (candidates.Count > 0)
            Add(verify([.. candidates]));
    }

    private static bool IsReported(in PairRecord pair, SignedCollection documents) =>
        pair.Relation != Relation.None && documents.IsNewPair(pair.A, pair.B);

    private static ulong Key(int x, int y) => ((ulong)Math.Min(x, y) << 32) | (uint)Math.Max(x, y);

    private ref readonly PairRecord Record(PairPlace place) => ref blocks[place.Block][place.Record];

    /// <summary>Goes through the records in order.</summary>
    public struct Enumerator(VerifiedEdges edges)
    {
        private int at = -1;

        /// <summary>The record that it stands at.</summary>
        public readonly ref readonly PairRecord Current => ref edges.Record(edges.places[at]);

        /// <summary>Goes on to the next one.</summary>
        public bool MoveNext() => ++at < edges.Count;
    }
}
