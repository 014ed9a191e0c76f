using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace Dedupe.Evaluation;

/// <summary>
/// Repeated stratified cross-validation of a family of thresholds, by how many of them are changed. F1 is taken of the
/// held-out answers of all folds together: a mean over folds is biased (Forman and Scholz 2010). Its uncertainty comes
/// from the bootstrap over labels (Efron and Tibshirani 1993), differences paired. The size of the fit follows the
/// one-standard-error rule (Breiman, Friedman, Olshen and Stone 1984, 3.4.3): the smallest one that is not worse than
/// the best by more than the standard error of the difference.
/// </summary>
internal sealed class CrossValidation
{
    private const int Draws = 2000;

    private readonly IReadOnlyList<ThresholdCandidate> candidates;
    private readonly bool[] positives;
    private readonly Steps steps;
    private readonly int levels;

    // By size of the fit, label by label: in which share of the repeats the label, held out, was called positive.
    private readonly double[][] heldOut;

    /// <summary>Validates.</summary>
    /// <param name="candidates">The thresholds, fewest changes first; the first ones are those in force.</param>
    /// <param name="positives">The kind of each label.</param>
    /// <param name="options">Folds, repeats and the seed.</param>
    /// <param name="steps">Counts what is done.</param>
    public CrossValidation(
        IReadOnlyList<ThresholdCandidate> candidates, bool[] positives, TuningOptions options, Steps? steps = null)
    {
        this.steps = steps ?? new Steps();
        this.candidates = candidates;
        this.positives = positives;
        levels = candidates[^1].Changes + 1;
        heldOut = [.. Enumerable.Range(0, levels).Select(_ => new double[positives.Length])];
        var random = new MersenneTwister(options.Seed, threadSafe: false);
        for (var repeat = 0; repeat < options.Repeats; repeat++)
            HoldOut(StratifiedFolds.Draw(positives, options.Folds, random), options.Folds, 1.0 / options.Repeats);
        (Line, Chosen) = Choose(random);
    }

    /// <summary>What the fit is worth.</summary>
    public FittedLine Line { get; }

    /// <summary>The thresholds: fitted to all labels, or those in force.</summary>
    public ThresholdCandidate Chosen { get; }

    private void HoldOut(int[] foldOf, int folds, double weight)
    {
        // Fitting without a fold is fitting with its answers taken away: everything is counted once.
        var best = new (double Score, int Candidate)[folds, levels];
        var counts = new Counts[folds];
        for (var number = 0; number < candidates.Count; number++)
        {
            var calls = candidates[number].Calls;
            steps.Add(calls.Length + folds);
            Array.Clear(counts);
            var total = default(Counts);
            for (var label = 0; label < calls.Length; label++)
            {
                counts[foldOf[label]].Add(calls[label], positives[label]);
                total.Add(calls[label], positives[label]);
            }

            for (var fold = 0; fold < folds; fold++)
            {
                var score = total.Without(counts[fold]).F1;
                for (var level = candidates[number].Changes; level < levels; level++)
                {
                    if (number == 0 || score > best[fold, level].Score)
                        best[fold, level] = (score, number);
                }
            }
        }

        for (var level = 0; level < levels; level++)
        {
            for (var label = 0; label < foldOf.Length; label++)
                heldOut[level][label] += candidates[best[foldOf[label], level].Candidate].Calls[label] ? weight : 0;
        }
    }

    private (FittedLine Line, ThresholdCandidate Chosen) Choose(RandomSource random)
    {
        var values = Enumerable.Range(0, levels)
            .Select(level => F1(level, Enumerable.Range(0, positives.Length)))
            .ToArray();
        var draws = Bootstrap(random);
        var best = Array.IndexOf(values, values.Max());
        var chosen = Enumerable.Range(0, best + 1)
            .First(level => values[best] - values[level] <= Difference(best, level).StandardError);
        // Nothing to gain is nothing to change, even where there is no doubt about it.
        var shown = chosen > 0 ? chosen : best;
        var line = new FittedLine(
            Of(values[0], draws[0]), Of(values[shown], draws[shown]), Difference(shown, 0), shown, chosen > 0);
        return (
            line,
            candidates.Where(candidate => candidate.Changes <= chosen)
                .MaxBy(candidate => Counts.Of(candidate.Calls, positives).F1)!);

        Estimate Difference(int level, int other) =>
            Of(values[level] - values[other], [.. draws[level].Zip(draws[other], (x, y) => x - y)]);
    }

    private double[][] Bootstrap(RandomSource random)
    {
        double[][] draws = [.. Enumerable.Range(0, levels).Select(_ => new double[Draws])];
        var drawn = new int[positives.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            steps.Add(drawn.Length * (levels + 1));
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = random.Next(drawn.Length);
            for (var level = 0; level < levels; level++)
                draws[level][draw] = F1(level, drawn);
        }

        return draws;
    }

    private double F1(int level, IEnumerable<int> labels)
    {
        var counts = default(Counts);
        foreach (var label in labels)
            counts.Add(heldOut[level][label], positives[label]);
        return counts.F1;
    }

    private static Estimate Of(double value, double[] draws) =>
        new(value, draws.StandardDeviation(), draws.Quantile(0.025), draws.Quantile(0.975));

    private struct Counts
    {
        private double truePositives;
        private double falsePositives;
        private double falseNegatives;

        public readonly double F1 => Denominator > 0 ? 2 * truePositives / Denominator : 1;

        private readonly double Denominator => (2 * truePositives) + falsePositives + falseNegatives;

        public static Counts Of(bool[] calls, bool[] positives)
        {
            var counts = default(Counts);
            for (var label = 0; label < calls.Length; label++)
                counts.Add(calls[label], positives[label]);
            return counts;
        }

        public void Add(bool call, bool positive) => Add(call ? 1.0 : 0.0, positive);

        public void Add(double call, bool positive)
        {
            truePositives += positive ? call : 0;
            falsePositives += positive ? 0 : call;
            falseNegatives += positive ? 1 - call : 0;
        }

        public readonly Counts Without(Counts other) => new()
        {
            truePositives = truePositives - other.truePositives,
            falsePositives = falsePositives - other.falsePositives,
            falseNegatives = falseNegatives - other.falseNegatives,
        };
    }
}
