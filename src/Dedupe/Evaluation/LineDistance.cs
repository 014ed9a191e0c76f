using Dedupe.Verification;

namespace Dedupe.Evaluation;

/// <summary>
/// How far a pair is from a line between relations: the logarithm of what it has over what the line asks, 0 on the
/// line, above it positive.
/// </summary>
internal static class LineDistance
{
    private const double Least = 1e-6;

    /// <summary>From the line between <c>derived</c> and less.</summary>
    public static double Derived(in PairEvidence evidence, VerificationOptions thresholds)
    {
        var larger = Math.Max(evidence.ProseShareA, evidence.ProseShareB);
        var smaller = Math.Min(evidence.ProseShareA, evidence.ProseShareB);
        var shares = Math.Max(
            Ratio(larger, thresholds.ContainedShare),
            Math.Min(Ratio(larger, thresholds.DerivedShare), Ratio(smaller, thresholds.DerivedOtherShare)));
        return Logarithm(Math.Min(Ratio(evidence.ProseWords, thresholds.DerivedWords), shares));
    }

    /// <summary>From the line between <c>partial</c> and less.</summary>
    public static double Partial(in PairEvidence evidence, VerificationOptions thresholds) =>
        Logarithm(Ratio(evidence.ProseWords, thresholds.PartialWords));

    private static double Ratio(double value, double threshold) => threshold > 0 ? value / threshold : 1 / Least;

    private static double Logarithm(double ratio) => Math.Log(Math.Clamp(ratio, Least, 1 / Least));
}
