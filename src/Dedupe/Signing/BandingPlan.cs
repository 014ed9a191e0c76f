using MathNet.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace Dedupe.Signing;

/// <summary>
/// Bands and rows for a threshold. A pair of similarity s becomes a candidate with probability 1 - (1 - s^rows)^bands
/// (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4). More rows mean fewer false candidates and more
/// misses.
/// </summary>
internal sealed class BandingPlan
{
    private BandingPlan(double threshold, int bands, int rowsPerBand)
    {
        Threshold = threshold;
        Bands = bands;
        RowsPerBand = rowsPerBand;
    }

    /// <summary>The Jaccard similarity the plan is made for.</summary>
    public double Threshold { get; }

    /// <summary>Slices of the signature; each gives one key.</summary>
    public int Bands { get; }

    /// <summary>Signature values in one band.</summary>
    public int RowsPerBand { get; }

    /// <summary>Signature values in use: bands times rows.</summary>
    public int SignatureSize => Bands * RowsPerBand;

    /// <summary>
    /// Chance that a pair at or above the threshold, its similarity drawn evenly, becomes a candidate.
    /// </summary>
    public double RecallAboveThreshold =>
        Threshold >= 1 ? 1 : Mean(CandidateProbability, Threshold, 1);

    /// <summary>Chance that a pair below the threshold, its similarity drawn evenly, becomes a candidate.</summary>
    public double FalsePositiveBelowThreshold => Mean(CandidateProbability, 0, Threshold);

    /// <summary>The similarity at which half of the pairs become candidates.</summary>
    public double HalfPoint => Brent.FindRoot(s => CandidateProbability(s) - 0.5, 0, 1, accuracy: 1e-9);

    /// <summary>
    /// The plan with the most rows whose chance to find a pair exactly at the threshold is at least the wanted recall,
    /// within a number of signature values; the plan of best recall when no plan reaches it.
    /// </summary>
    /// <param name="threshold">Jaccard similarity, above 0, at most 1.</param>
    /// <param name="recall">Wanted chance at the threshold, above 0, below 1.</param>
    /// <param name="signatureSize">Most signature values, 1 or more.</param>
    public static BandingPlan For(double threshold, double recall, int signatureSize)
    {
        for (var rows = signatureSize; rows >= 1; rows--)
        {
            var plan = new BandingPlan(threshold, signatureSize / rows, rows);
            if (plan.CandidateProbability(threshold) >= recall)
            {
                // No more bands than the recall needs: bands are keys, and keys are memory.
                var needed = (int)Math.Ceiling(Math.Log(1 - recall) / SpecialLog1P(-Math.Pow(threshold, rows)));
                return new BandingPlan(threshold, Math.Clamp(needed, 1, plan.Bands), rows);
            }
        }

        return new BandingPlan(threshold, signatureSize, 1);
    }

    /// <summary>The plan of a run with these options.</summary>
    internal static BandingPlan Of(DedupeOptions options) =>
        For(options.Threshold, options.Signing.Recall, options.Signing.SignatureSize);

    /// <summary>Chance that a pair of a Jaccard similarity becomes a candidate: the S-curve.</summary>
    public double CandidateProbability(double jaccard) => 1 - Math.Pow(1 - Math.Pow(jaccard, RowsPerBand), Bands);

    private static double Mean(Func<double, double> function, double from, double to) =>
        GaussLegendreRule.Integrate(function, from, to, order: 64) / (to - from);

    private static double SpecialLog1P(double x) =>
        Math.Abs(x) < 1 ? SpecialFunctions.Log1p(x) : double.NegativeInfinity;
}
