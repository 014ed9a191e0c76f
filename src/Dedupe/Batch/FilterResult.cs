namespace Dedupe.Batch;

/// <summary>What filtering did.</summary>
/// <param name="Files">Every input file, in the order of their names.</param>
/// <param name="Counts">All documents together.</param>
/// <param name="NotMet">Documents the run would remove that were in none of the files.</param>
/// <param name="Rejections">What is no readable document.</param>
public sealed record FilterResult(IReadOnlyList<FilteredFile> Files, FilterCounts Counts, long NotMet, IReadOnlyList<Rejection> Rejections);
