namespace Dedupe.Clustering;

/// <summary>Where the record of a verified pair is.</summary>
/// <param name="Block">Number of its block.</param>
/// <param name="Record">Its place in the block.</param>
internal readonly record struct PairPlace(int Block, int Record);
