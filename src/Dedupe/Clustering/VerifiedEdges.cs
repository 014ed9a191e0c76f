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

    /// <summary>Forgets the pairs that are less than near-duplicates: how they relate hangs on what other stories have.</summary>
    public void KeepNearDuplicates()
    {
        foreach (var (key, pair) in pairs)
        {
            if (pair.Relation < Relation.NearDuplicate)
                pairs.Remove(key);
        }
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
