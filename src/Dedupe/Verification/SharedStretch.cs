namespace Dedupe.Verification;

/// <summary>Shingles that follow each other in two texts, each at the first place it has in the first text.</summary>
/// <param name="A">Place of the first one in the first text.</param>
/// <param name="B">Place of the first one in the second text.</param>
/// <param name="Length">How many.</param>
internal readonly record struct SharedStretch(int A, int B, int Length);
