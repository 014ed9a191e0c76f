namespace Dedupe.Verification;

/// <summary>Evidence to relation: the one place where the lines between the relations are drawn.</summary>
internal sealed class RelationClassifier(double threshold, VerificationOptions options)
{
    /// <summary>A text of which so much is in the other one is a cut of it, however common its phrases are.</summary>
    private const double WholeShare = 0.9;

    /// <summary>The strongest relation the evidence allows.</summary>
    public Relation Classify(in PairEvidence evidence)
    {
        if (evidence.SameText)
            return Relation.Identical;
        if (evidence.Jaccard >= threshold)
            return Relation.NearDuplicate;
        if (IsDerived(evidence))
            return Relation.Derived;
        if (evidence.ProseWords >= options.PartialWords || IsReport(evidence) || IsWhole(evidence))
            return Relation.Partial;
        if (evidence.QuoteWords >= options.QuoteWords)
            return Relation.Quote;
        return evidence.TemplateWords > 0 ? Relation.Template : Relation.None;
    }

    // A quotation and the sentence round it, together half of a text: the same report, not just the same words of
    // somebody.
    private bool IsReport(in PairEvidence evidence) =>
        evidence.ProseWords >= options.DerivedWords && evidence.ReportShare >= options.ContainedShare;

    private bool IsWhole(in PairEvidence evidence) =>
        evidence.Containment >= WholeShare && evidence.Words >= options.PartialWords;

    // An alert that its fuller story goes on from. What many pages begin with, such as a word to subscribers, is
    // boilerplate by its counts; an item within a digest stands further down.
    private bool IsBeginning(in PairEvidence evidence) =>
        evidence.BeginsBoth && evidence.PlainShare >= WholeShare && IsWhole(evidence);

    // A substantial part of one text, and something of the other; or so much of one that it does not matter how long
    // the other is. A sentence alone may be background that stands in many items: it must be a whole text.
    private bool IsDerived(in PairEvidence evidence)
    {
        if (evidence.ProseWords < options.DerivedWords)
            return false;
        if (IsBeginning(evidence))
            return true;
        var larger = Math.Max(evidence.ProseShareA, evidence.ProseShareB);
        var smaller = Math.Min(evidence.ProseShareA, evidence.ProseShareB);
        if (evidence.ProseWords < options.PartialWords)
            return larger >= WholeShare;
        return larger >= options.ContainedShare
            || (larger >= options.DerivedShare && smaller >= options.DerivedOtherShare);
    }
}
