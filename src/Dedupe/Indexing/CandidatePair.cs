namespace Dedupe.Indexing;

/// <summary>Two documents that share keys: worth verifying, no more.</summary>
/// <param name="A">The document of the smaller number.</param>
/// <param name="B">The document of the larger number.</param>
/// <param name="SharedKeys">In how many buckets they were linked.</param>
internal readonly record struct CandidatePair(int A, int B, int SharedKeys);
