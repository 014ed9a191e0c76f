namespace Dedupe.Verification;

/// <summary>Evidence to relation: the one place where the lines between the relations are drawn.</summary>
internal sealed class RelationClassifier(double threshold, VerificationOptions options)
{
    /// <summary>The strongest relation the evidence allows.</summary>
    public Relation Classify(in PairEvidence evidence)
    {
        if (evidence.SameText)
            return Relation.Identical;
        if (evidence.Jaccard >= threshold)
            return Relation.NearDuplicate;
        if (Math.Max(evidence.ProseShareA, evidence.ProseShareB) >= options.DerivedShare &&
            Math.Min(evidence.ProseShareA, evidence.ProseShareB) >= options.DerivedOtherShare &&
            evidence.ProseWords >= options.PartialWords)
        {
            return Relation.Derived;
        }

        if (evidence.ProseWords >= options.PartialWords)
            return Relation.Partial;
        if (evidence.QuoteWords >= options.QuoteWords)
            return Relation.Quote;
        return evidence.TemplateWords > 0 ? Relation.Template : Relation.None;
    }
}
