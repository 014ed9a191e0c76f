using Dedupe.Verification;

namespace Dedupe.Cli.Report;

/// <summary>A verified pair, as pairs.jsonl tells it.</summary>
/// <param name="A">Id of its first document.</param>
/// <param name="B">Id of its second document.</param>
/// <param name="Relation">Their relation.</param>
/// <param name="Jaccard">Their similarity, 0 to 1.</param>
/// <param name="ProseA">The share of the first that is shared prose, 0 to 1.</param>
/// <param name="ProseB">The share of the second that is shared prose, 0 to 1.</param>
/// <param name="Passages">Passages, in code points.</param>
/// <param name="Differences">What they say differently, in code points.</param>
/// <param name="Direction">Which came first, where that is known.</param>
internal sealed record ReportPair(
    string A, string B, string Relation, double Jaccard, double ProseA, double ProseB,
    IReadOnlyList<Passage> Passages, IReadOnlyList<TextDifference> Differences, string? Direction);
