namespace Dedupe.Verification;

/// <summary>An aligned run of shared text, small gaps allowed: the evidence for a relation.</summary>
/// <param name="A">Where it stands in the first text.</param>
/// <param name="B">Where it stands in the second text.</param>
/// <param name="Words">How many words are the same in both.</param>
/// <param name="Kind">What it is made of.</param>
public readonly record struct Passage(TextRange A, TextRange B, int Words, PassageKind Kind);
