using Dedupe.Verification;

namespace Dedupe.Evaluation;

/// <summary>A labelled pair and what a run knows about it.</summary>
/// <param name="Label">The hand label.</param>
/// <param name="Compared">Whether the run compared the two, themselves or as members of their near-tier groups. If not,
/// no threshold makes them copies.</param>
/// <param name="Evidence">All that a relation is decided on.</param>
internal sealed record LabelledEvidence(LabelledPair Label, bool Compared, PairEvidence Evidence);
