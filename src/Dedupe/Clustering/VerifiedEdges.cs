using Dedupe.Indexing;
using Dedupe.Verification;

namespace Dedupe.Clustering;

/// <summary>
/// The verified pairs of a run, found by their two documents; asks for the verification of pairs that were no candidates but
/// that a star needs.
/// </summary>
/// <param name="verify">Verifies candidate pairs sorted by (A, B); one result each, in order.</param>
internal sealed class VerifiedEdges(Func<CandidatePair[], VerifiedPair[]> verify)
{
    private readonly Dictionary<(int, int), VerifiedPair> pairs = [];

    /// <summary>All pairs so far.</summary>
    public IEnumerable<VerifiedPair> Pairs => pairs.Values;

    /// <summary>True for relations that make copies of one text.</summary>
    public static bool Joins(Relation relation) => relation >= Relation.Derived;

    /// <summary>Takes verified pairs; a pair that is there already is replaced.</summary>
    public void Add(IEnumerable<VerifiedPair> verified)
    {
        foreach (var pair in verified)
            pairs[(pair.A, pair.B)] = pair;
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
        return [.. pairs.Values
            .Where(pair => pair.Relation >= Relation.NearDuplicate && IsWanted(pair.A, pair.B))
            .Select(pair => new CandidatePair(pair.A, pair.B, 0))
            .OrderBy(pair => (pair.A, pair.B))];

        bool IsWanted(int a, int b) =>
            nearGroup[a] != nearGroup[b] || sizes[nearGroup[a]] <= allPairsLimit || nearGroup[a] == b || nearGroup[b] == a;
    }

    /// <summary>The pair of two documents, which must have been verified.</summary>
    public VerifiedPair this[int x, int y] => pairs[x < y ? (x, y) : (y, x)];

    /// <summary>Verifies those of the wanted pairs that have not been.</summary>
    public void Require(IEnumerable<(int X, int Y)> wanted)
    {
        var missing = wanted
            .Select(pair => pair.X < pair.Y ? pair : (pair.Y, pair.X))
            .Where(pair => !pairs.ContainsKey(pair))
            .Distinct()
            .Order()
            .Select(pair => new CandidatePair(pair.Item1, pair.Item2, 0))
            .ToArray();
        if (missing.Length > 0)
            Add(verify(missing));
    }
}
