namespace Dedupe.Verification;

/// <summary>The same word in both texts, as part of an alignment.</summary>
/// <param name="A">The token's number in the first text.</param>
/// <param name="B">The token's number in the second text.</param>
/// <param name="Block">Which aligned block it belongs to.</param>
internal readonly record struct TokenMatch(int A, int B, int Block);
