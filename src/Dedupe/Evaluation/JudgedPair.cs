using Dedupe.Verification;

namespace Dedupe.Evaluation;

/// <summary>A labelled pair beside what the run said about it.</summary>
/// <param name="Label">The hand label.</param>
/// <param name="Matched">Whether both documents are in the result.</param>
/// <param name="Predicted">
/// The relation that the run lists for the pair, or what follows from its documents' near-duplicates; <c>derived</c>
/// when it only puts both into one cluster; <c>none</c> otherwise.
/// </param>
/// <param name="PredictedPositive">Whether the run calls them copies: by the listed relation or by a common
/// cluster.</param>
/// <param name="ProseCoverageA">Share of the labelled A's words in shared prose; 0 when the pair is not listed.</param>
/// <param name="ProseCoverageB">The same of the labelled B.</param>
internal sealed record JudgedPair(
    LabelledPair Label, bool Matched, Relation Predicted, bool PredictedPositive, double ProseCoverageA,
        double ProseCoverageB)
{
    /// <summary>Whether run and person disagree on copy or no copy.</summary>
    public bool IsError => Label.IsPositive != PredictedPositive;

    internal static JudgedPair Unmatched(LabelledPair label) =>
        new(label, Matched: false, Relation.None, PredictedPositive: false, 0, 0);

    internal static JudgedPair Of(LabelledPair label, bool swapped, VerifiedPair? pair, Relation predicted)
    {
        var first = pair?.ProseCoverageA ?? 0;
        var second = pair?.ProseCoverageB ?? 0;
        return new(
            label, Matched: true, predicted, predicted >= Relation.Derived, swapped
                ? second
                : first, swapped
                ? first
                : second);
    }
}
