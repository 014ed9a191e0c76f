using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests;

/// <summary>An alert and its fuller story are copies; a notice and the pages that begin with it are not.</summary>
public sealed class AlertCasesTests
{
    private static readonly PairEvidence Alert = new()
    {
        SameText = false,
        Jaccard = 0.25,
        ProseShareA = 0.48,
        ProseShareB = 0.13,
        ProseWords = 19,
        Containment = 0.97,
        BeginsBoth = true,
        PlainShare = 0.97,
        Words = 38,
    };

    private static Relation Of(PairEvidence evidence) => new RelationClassifier(0.7, new()).Classify(evidence);

    // A story that two others print as well: its passage weighs half.
    [Fact]
    public void ABeginningIsDerivedHoweverLittleItWeighs()
    {
        Assert.Equal(Relation.Derived, Of(Alert));
        Assert.Equal(Relation.Partial, Of(Alert with { BeginsBoth = false }));
        Assert.Equal(Relation.Partial, Of(Alert with { PlainShare = 0.85 }));
        Assert.NotEqual(Relation.Derived, Of(Alert with { Containment = 0.85 }));
        Assert.NotEqual(Relation.Derived, Of(Alert with { Words = 27 }));
        Assert.NotEqual(Relation.Derived, Of(Alert with { ProseWords = 13 }));
    }

    [Fact]
    public void AnAlertIsACopyOfItsStory()
    {
        var alert = Collection.Words(1, 40);
        Assert.Equal(Relation.Derived, Compared.Of(alert, $"{alert} {Collection.Words(2, 300)}").Relation);
    }

    // What stands above the text of two pages and more is no story, whatever its length.
    [Theory]
    [InlineData(20, 2)]
    [InlineData(30, 3)]
    [InlineData(40, 5)]
    [InlineData(60, 12)]
    [InlineData(40, 50)]
    public async Task ANoticeIsNoCopyOfThePagesThatBeginWithIt(int words, int pages)
    {
        var notice = Collection.Words(1, words);
        var documents = Enumerable.Range(0, pages)
            .Select(page => new Document($"p{page}", $"{notice} {Collection.Words(100 + page, 200)}"))
            .Append(new Document("notice", notice));
        Assert.Empty((await Collection.RunAsync(documents)).Clusters);
    }
}
