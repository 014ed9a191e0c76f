namespace Dedupe.Verification;

/// <summary>Two near-duplicates that differ in a name and another fact: corrected twice, or a form filled in.</summary>
/// <param name="A">The first document.</param>
/// <param name="B">The second one.</param>
/// <param name="Slots">Where they differ: ranges of tokens, one for each fact.</param>
internal readonly record struct FilledPair(int A, int B, TextDifference[] Slots);
