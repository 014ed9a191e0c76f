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
    [InlineData(Relation.Derived, false, 0.0, 0.5, 0.01, 28.0, 0, 0)]
    [InlineData(Relation.Derived, false, 0.0, 0.9, 0.01, 14.0, 0, 0)]
    [InlineData(Relation.None, false, 0.0, 0.89, 0.89, 27.9, 0, 0)]
    [InlineData(Relation.Quote, false, 0.0, 0.9, 0.9, 13.9, 6, 99)]
    [InlineData(Relation.Quote, false, 0.0, 0.19, 0.19, 27.9, 6, 99)]
    [InlineData(Relation.Template, false, 0.0, 0.0, 0.0, 0.0, 5, 1)]
    [InlineData(Relation.None, false, 0.69, 0.19, 0.19, 27.9, 5, 0)]
    public void TheStrongestRelationWhoseLineIsReached(
        Relation expected, bool same, double jaccard, double proseA, double proseB, double words, int quote,
            int template)
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

    // Also where more words are asked for than make a pair partial.
    [Theory]
    [InlineData(Relation.Derived, 40.0)]
    [InlineData(Relation.Partial, 39.9)]
    public void NothingIsDerivedWithoutItsWords(Relation expected, double words) =>
        Assert.Equal(
            expected,
            new RelationClassifier(0.7, new VerificationOptions { DerivedWords = 40 })
                .Classify(new PairEvidence { SameText = false, Jaccard = 0.1, ProseShareA = 1, ProseWords = words }));

    // A sentence of prose and the quotation it introduces are the same report from half of a text on.
    [Theory]
    [InlineData(Relation.Partial, 14.0, 0.5)]
    [InlineData(Relation.Quote, 13.9, 0.5)]
    [InlineData(Relation.Quote, 14.0, 0.49)]
    public void AQuotationWithItsSentenceIsAReport(Relation expected, double words, double share) =>
        Assert.Equal(
            expected,
            Classify(
                new PairEvidence
                {
                    SameText = false,
                    Jaccard = 0,
                    ProseWords = words,
                    QuoteWords = 60,
                    ReportShare = share
                }));

    // A text that is whole in another is linked however common its phrases are, if it is more than a line.
    [Theory]
    [InlineData(Relation.Partial, 0.9, 28)]
    [InlineData(Relation.Template, 0.89, 28)]
    [InlineData(Relation.Template, 0.9, 27)]
    public void ATextThatIsWholeInAnotherIsLinked(Relation expected, double containment, int words) =>
        Assert.Equal(
            expected,
            Classify(
                new PairEvidence
                {
                    SameText = false,
                    Jaccard = 0.1,
                    TemplateWords = words,
                    Words = words,
                    Containment = containment
                }));

    private static Relation Classify(PairEvidence evidence) =>
        new RelationClassifier(0.7, new VerificationOptions()).Classify(evidence);
}
