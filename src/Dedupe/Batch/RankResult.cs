namespace Dedupe.Batch;

/// <summary>What one rank did of a stage.</summary>
/// <param name="Step">The stage and its tier.</param>
/// <param name="Made">Parts that it made.</param>
/// <param name="Found">Parts of its own that were there and whole.</param>
/// <param name="Damaged">Files of parts, its own or others', that were found damaged and were made again.</param>
/// <param name="Result">What the run found; known by the rank that ends the last stage, null otherwise.</param>
internal sealed record RankResult(
    RunStep Step, int Made, int Found, IReadOnlyList<string> Damaged, DedupeResult? Result);
