using Dedupe.Verification;

namespace Dedupe.Evaluation;

/// <summary>
/// The thresholds of <see cref="VerificationOptions"/> fitted to labels: first the line between <c>derived</c> and
/// less, then, given it, the one between
/// <c>partial</c> and less. Not the Jaccard threshold: it decides which pairs are compared at all, and what it
/// separates is copies either way.
/// </summary>
internal sealed class Tuning
{
    /// <summary>Labels of each kind without which nothing is fitted.</summary>
    public const int LeastOfEachKind = 10;

    private Tuning(
        VerificationOptions current, VerificationOptions chosen, FittedLine derived, FittedLine? partial,
        EvidenceProbe probe)
    {
        (Current, Chosen, Derived, Partial) = (current, chosen, derived, partial);
        Unmatched = probe.Unmatched;
        Copies = probe.Found.Count(label => label.Label.IsPositive);
        Others = probe.Found.Count - Copies;
        MissedCopies = probe.Found.Count(label => label.Label.IsPositive && !label.Compared);
    }

    /// <summary>
    /// Folds that were drawn for copies: as many as asked for, where there are so many labels of each kind.
    /// </summary>
    public int Folds { get; private init; }

    /// <summary>The names of the thresholds, by their path in an options file.</summary>
    public static readonly IReadOnlySet<string> Paths = new HashSet<string>(StringComparer.Ordinal)
    {
        "verification.derivedShare", "verification.derivedOtherShare", "verification.containedShare",
            "verification.derivedWords",
        "verification.partialWords",
    };

    /// <summary>The thresholds that were in force.</summary>
    public VerificationOptions Current { get; }

    /// <summary>The thresholds to use: the fitted ones where their gain can be told from noise.</summary>
    public VerificationOptions Chosen { get; }

    /// <summary>Copies against the rest: what clusters are made by.</summary>
    public FittedLine Derived { get; }

    /// <summary>A link of prose or more against the rest; null when there are too few labels that tell.</summary>
    public FittedLine? Partial { get; }

    /// <summary>Labels of copies whose documents are in the input.</summary>
    public int Copies { get; }

    /// <summary>Labels of pairs that are none, whose documents are in the input.</summary>
    public int Others { get; }

    /// <summary>Labels with a document that is not in the input; they are left out.</summary>
    public int Unmatched { get; }

    /// <summary>Labelled copies that the run never compared: missed whatever the thresholds are.</summary>
    public int MissedCopies { get; }

    internal static Tuning Of(EvidenceProbe probe, DedupeOptions options, TuningOptions tuning, Steps steps)
    {
        var labels = probe.Found;
        bool[] copies = [.. labels.Select(label => label.Label.IsPositive)];
        var least = Math.Min(copies.Count(copy => copy), copies.Count(copy => !copy));
        if (least < LeastOfEachKind)
        {
            throw new InvalidDataException(
                $"there are {copies.Count(copy => copy)} labelled copies and {copies.Count(copy => !copy)} others " +
                $"with both documents in the input; "
                + $"fitting needs {LeastOfEachKind} of each, and 50 of each say more");
        }

        var folds = Math.Min(tuning.Folds, least);
        var derived = new CrossValidation(
            ThresholdGrid.Derived(labels, options, steps), copies, tuning with { Folds = folds }, steps);
        var fitted = options with { Verification = derived.Chosen.Options };
        var telling = labels.Where(label => label.Label.TellsPartial).ToList();
        bool[] linked =
            [.. telling.Select(label => label.Label.IsPositive || label.Label.Label == Names.Of(Relation.Partial))];
        least = Math.Min(
            telling.Count(label => label.Label.Label == Names.Of(Relation.Partial)), linked.Count(link => !link));
        if (least < LeastOfEachKind)
            return new Tuning(
                options.Verification, fitted.Verification, derived.Line, partial: null, probe)
            { Folds = folds };
        var partial = new CrossValidation(
            ThresholdGrid.Partial(telling, fitted, steps), linked,
                tuning with { Folds = Math.Min(tuning.Folds, least) }, steps);
        return new Tuning(
            options.Verification, partial.Chosen.Options, derived.Line, partial.Line, probe)
        { Folds = folds };
    }
}
