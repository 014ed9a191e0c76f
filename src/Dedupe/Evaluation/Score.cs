namespace Dedupe.Evaluation;

/// <summary>How right and how complete an answer is, each between 0 and 1.</summary>
/// <param name="Precision">Share of what was found that is right; 1 when nothing was found.</param>
/// <param name="Recall">Share of what is right that was found; 1 when there was nothing to find.</param>
internal readonly record struct Score(double Precision, double Recall)
{
    /// <summary>The harmonic mean of both; 0 when both are.</summary>
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>The score of counted answers.</summary>
    public static Score Of(int truePositives, int falsePositives, int falseNegatives) => new(
        truePositives + falsePositives == 0 ? 1 : (double)truePositives / (truePositives + falsePositives),
        truePositives + falseNegatives == 0 ? 1 : (double)truePositives / (truePositives + falseNegatives));
}
