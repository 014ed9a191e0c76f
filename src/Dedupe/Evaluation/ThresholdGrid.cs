using System.IO.Hashing;
using System.Runtime.InteropServices;
using Dedupe.Verification;

namespace Dedupe.Evaluation;

/// <summary>
/// The thresholds that are tried: a grid around the values that make sense, each with the relation classifier itself.
/// Of those that say the same about every label only the one nearest to what is in force is kept. Cost: 70,000
/// classifications for each label.
/// </summary>
internal static class ThresholdGrid
{
    private static readonly double[] Shares = [.. Enumerable.Range(3, 23).Select(i => i / 50.0)];
    private static readonly double[] OtherShares = [.. Enumerable.Range(0, 21).Select(i => i / 100.0)];
    private static readonly double[] ContainedShares = [.. Enumerable.Range(5, 14).Select(i => i / 20.0)];
    private static readonly int[] Words = [5, 8, 11, 14, 18, 22, 28, 34, 40];
    private static readonly int[] MoreWords = [.. Enumerable.Range(2, 29).Select(i => 2 * i)];

    /// <summary>Candidates for the line between <c>derived</c> and less, fewest changes first.</summary>
    public static List<ThresholdCandidate> Derived(
        IReadOnlyList<LabelledEvidence> labels, DedupeOptions options, Steps? steps = null)
    {
        var current = options.Verification;
        return Distinct(
            from share in With(Shares, current.DerivedShare)
            from other in With(OtherShares, current.DerivedOtherShare)
            from contained in With(ContainedShares, current.ContainedShare)
            from words in With(Words, current.DerivedWords)
            where (contained >= share && other <= share)
                || (share == current.DerivedShare && contained == current.ContainedShare
                    && other == current.DerivedOtherShare)
            select current with
            {
                DerivedShare = share,
                DerivedOtherShare = other,
                ContainedShare = contained,
                DerivedWords = words
            },
            labels,
            options,
            Relation.Derived,
            steps);
    }

    /// <summary>Candidates for the line between <c>partial</c> and less, given the other.</summary>
    public static List<ThresholdCandidate> Partial(
        IReadOnlyList<LabelledEvidence> labels, DedupeOptions options, Steps? steps = null) => Distinct(
        With(MoreWords, options.Verification.PartialWords)
            .Select(words => options.Verification with { PartialWords = words }),
        labels,
        options,
        Relation.Partial,
        steps);

    private static IEnumerable<T> With<T>(IEnumerable<T> values, T current) => values.Append(current).Distinct();

    private static List<ThresholdCandidate> Distinct(
        IEnumerable<VerificationOptions> all, IReadOnlyList<LabelledEvidence> labels, DedupeOptions options,
            Relation line, Steps? steps)
    {
        var nearest = new Dictionary<UInt128, ThresholdCandidate>();
        var calls = new bool[labels.Count];
        foreach (var thresholds in all)
        {
            steps?.Add(calls.Length);
            var classifier = new RelationClassifier(options.Threshold, thresholds);
            for (var i = 0; i < calls.Length; i++)
                calls[i] = labels[i].Compared && classifier.Classify(labels[i].Evidence) >= line;
            var key = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(calls.AsSpan()));
            var (changes, distance) = Difference(thresholds, options.Verification);
            if (!nearest.TryGetValue(key, out var other)
                || (changes, distance).CompareTo((other.Changes, other.Distance)) < 0)
                nearest[key] = new ThresholdCandidate(thresholds, changes, distance, other?.Calls ?? [.. calls]);
        }

        return [.. nearest.Values.OrderBy(candidate => candidate.Changes).ThenBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Options.DerivedShare)
            .ThenBy(candidate => candidate.Options.DerivedOtherShare)
            .ThenBy(candidate => candidate.Options.ContainedShare).ThenBy(candidate => candidate.Options.DerivedWords)];
    }

    private static (int Changes, double Distance) Difference(
        VerificationOptions thresholds, VerificationOptions current)
    {
        double[] parts =
        [
            Math.Abs(thresholds.DerivedShare - current.DerivedShare) / Shares[^1],
            Math.Abs(thresholds.DerivedOtherShare - current.DerivedOtherShare) / OtherShares[^1],
            Math.Abs(thresholds.ContainedShare - current.ContainedShare) / ContainedShares[^1],
            Math.Abs(thresholds.DerivedWords - current.DerivedWords) / (double)Words[^1],
            Math.Abs(thresholds.PartialWords - current.PartialWords) / (double)MoreWords[^1],
        ];
        return (parts.Count(part => part > 0), parts.Sum());
    }
}
