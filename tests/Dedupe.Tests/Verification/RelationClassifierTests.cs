using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class RelationClassifierTests
{
    [Theory]
    [InlineData(Relation.Identical, true, 0.0, 0.0, 0.0, 0.0, 0, 0)]
    [InlineData(Relation.NearDuplicate, false, 0.7, 0.0, 0.0, 0.0, 0, 0)]
    [InlineData(Relation.Derived, false, 0.69, 0.2, 0.07, 28.0, 0, 0)]
    [InlineData(Relation.Derived, false, 0.0, 0.07, 0.2, 28.0, 99, 99)]
    [InlineData(Relation.Partial, false, 0.0, 0.19, 0.19, 28.0, 99, 99)]
    [InlineData(Relation.Partial, false, 0.0, 0.49, 0.06, 28.0, 0, 0)]
    [InlineData(Relation.Derived, false, 0.0, 0.5, 0.01, 14.0, 0, 0)]
    [InlineData(Relation.Quote, false, 0.0, 0.9, 0.9, 13.9, 6, 99)]
    [InlineData(Relation.Quote, false, 0.0, 0.19, 0.19, 27.9, 6, 99)]
    [InlineData(Relation.Template, false, 0.0, 0.0, 0.0, 0.0, 5, 1)]
    [InlineData(Relation.None, false, 0.69, 0.19, 0.19, 27.9, 5, 0)]
    public void TheStrongestRelationWhoseLineIsReached(
        Relation expected, bool same, double jaccard, double proseA, double proseB, double words, int quote, int template)
    {
        var evidence = new PairEvidence
        {
            SameText = same,
            Jaccard = jaccard,
            ProseShareA = proseA,
            ProseShareB = proseB,
            ProseWords = words,
            QuoteWords = quote,
            TemplateWords = template,
        };

        Assert.Equal(expected, new RelationClassifier(0.7, new VerificationOptions()).Classify(evidence));
    }
}
