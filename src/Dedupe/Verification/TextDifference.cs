namespace Dedupe.Verification;

/// <summary>A place inside a shared passage where two copies say different things.</summary>
/// <param name="A">Where it stands in the first text; empty where a negation is missing.</param>
/// <param name="B">Where it stands in the second text; empty where a negation is missing.</param>
/// <param name="Kind">What differs.</param>
public readonly record struct TextDifference(TextRange A, TextRange B, DifferenceKind Kind);
