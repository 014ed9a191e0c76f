namespace Dedupe.Reporting;

/// <summary>What became of a run, as far as an exit code tells it.</summary>
/// <param name="Duplicates">Documents in clusters of two or more that are not the representative.</param>
/// <param name="Rejected">Documents (or files) that were not compared.</param>
/// <param name="NothingRead">True when there was no file that is read.</param>
/// <param name="Accepted">Documents that were compared, where that is known.</param>
internal sealed record RunOutcome(long Duplicates, long Rejected, bool NothingRead = false, long Accepted = 0);
