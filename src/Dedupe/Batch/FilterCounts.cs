namespace Dedupe.Batch;

/// <summary>What became of documents: <c>Read = Kept + Removed + Rejected</c>.</summary>
/// <param name="Kept">Documents that are in no cluster, or whose text no other kept copy has.</param>
/// <param name="Removed">Members of clusters whose text a kept copy has.</param>
/// <param name="Rejected">What is no readable document.</param>
internal readonly record struct FilterCounts(long Kept, long Removed, long Rejected)
{
    /// <summary>All of them.</summary>
    public long Read => Kept + Removed + Rejected;

    /// <summary>Both together.</summary>
    public FilterCounts Plus(FilterCounts other) =>
        new(Kept + other.Kept, Removed + other.Removed, Rejected + other.Rejected);
}
