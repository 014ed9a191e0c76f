using Dedupe.Verification;

namespace Dedupe.Tests;

/// <summary>Results of which nothing matters but what a test sets.</summary>
internal static class BareResults
{
    public static VerifiedPair Pair(int a, int b, Relation relation, double share = 0) => new()
    {
        A = a,
        B = b,
        Relation = relation,
        Jaccard = share,
        ContainmentA = share,
        ContainmentB = share,
        CoverageA = share,
        CoverageB = share,
        ProseCoverageA = share,
        ProseCoverageB = share,
        Passages = [],
    };

    public static RunSummary Summary(int documents) => new()
    {
        Read = documents,
        Accepted = documents,
        Rejected = 0,
        TooShort = 0,
        TooShortMatched = 0,
        TextBytes = 0,
        Keys = 0,
        Candidates = 0,
        PairsByRelation = new Dictionary<Relation, long>(),
        RefusedEdges = 0,
        Clusters = 0,
        Duplicates = 0,
        Retries = 0,
        Stages = [],
        Seconds = 0,
        PeakMemoryBytes = 0,
    };
}
