using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;
using Dedupe.Verification;

namespace Dedupe.Clustering;

/// <summary>
/// The verified pairs of a run in order of their two documents; asks for the verification of pairs that were no candidates but
/// that a star needs.
/// </summary>
/// <param name="verify">Verifies candidate pairs sorted by (A, B); one result each, in order.</param>
internal sealed class VerifiedEdges(Func<CandidatePair[], VerifiedPair[]> verify)
{
    private ulong[] keys = [];
    private VerifiedPair[] pairs = [];

    /// <summary>All pairs so far, sorted by (A, B).</summary>
    public VerifiedPair[] Pairs => pairs;

    /// <summary>True for relations that make copies of one text.</summary>
    public static bool Joins(Relation relation) => relation >= Relation.Derived;

    /// <summary>Takes verified pairs sorted by (A, B); a pair that is there already is replaced.</summary>
    [MethodImpl(Compile.Fully)]
    public void Add(VerifiedPair[] verified)
    {
        if (verified.Length == 0)
            return;
        var merged = new List<VerifiedPair>(pairs.Length + verified.Length);
        var next = 0;
        foreach (var pair in verified)
        {
            var key = Key(pair.A, pair.B);
            while (next < pairs.Length && keys[next] < key)
                merged.Add(pairs[next++]);
            if (next < pairs.Length && keys[next] == key)
                next++;
            merged.Add(pair);
        }

        merged.AddRange(pairs.AsSpan(next));
        pairs = [.. merged];
        keys = Array.ConvertAll(pairs, static pair => Key(pair.A, pair.B));
    }

    /// <summary>
    /// The near-duplicates as candidates, sorted by (A, B). Of large groups only what a star needs: every member beside its representative.
    /// </summary>
    /// <param name="nearGroup">The near-tier representative of each document.</param>
    /// <param name="allPairsLimit">Groups up to this size give all their pairs.</param>
    public CandidatePair[] NearDuplicates(int[] nearGroup, int allPairsLimit)
    {
        var sizes = new int[nearGroup.Length];
        foreach (var group in nearGroup)
            sizes[group]++;
        var wanted = new List<CandidatePair>();
        foreach (var pair in pairs)
        {
            if (pair.Relation >= Relation.NearDuplicate && IsWanted(pair.A, pair.B))
                wanted.Add(new CandidatePair(pair.A, pair.B, 0));
        }

        return [.. wanted];

        bool IsWanted(int a, int b) =>
            nearGroup[a] != nearGroup[b] || sizes[nearGroup[a]] <= allPairsLimit || nearGroup[a] == b || nearGroup[b] == a;
    }

    /// <summary>The pair of two documents, which must have been verified.</summary>
    public VerifiedPair this[int x, int y] => pairs[Array.BinarySearch(keys, Key(x, y))];

    /// <summary>Whether the pair of two documents was verified.</summary>
    public bool Has(int x, int y) => Array.BinarySearch(keys, Key(x, y)) >= 0;

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

    private static ulong Key(int x, int y) => ((ulong)Math.Min(x, y) << 32) | (uint)Math.Max(x, y);
}
