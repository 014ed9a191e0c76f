using Dedupe.Indexing;
using Dedupe.Signing;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Indexing;

public sealed class TierKeysTests : IDisposable
{
    private static readonly BandingPlan Plan = BandingPlan.For(0.7, 0.95, 128);

    private readonly SignedCollection documents = new(memoryBudget: 1_000_000);

    // Numbered by id: 0 and 2 are one text, 1 is near to it, 3 is too short for a shingle, as is 4.
    public TierKeysTests()
    {
        var signer = new Signer(5, Plan, reuseWindow: 8);
        var story = Words(1, 100);
        (string Id, string Text)[] texts = [("e", "two words"), ("c", story), ("b", $"{story} {Words(2, 40)}"), ("a", story), ("d", "Two words!")];
        foreach (var (id, text) in texts)
            signer.Accept(new Document(id, text), new Origin("", 1));
        documents.Add(signer.Output, sequence: 0);
        documents.Seal();
    }

    [Fact]
    public void IdenticalTextsAreLinkedToTheFirst() =>
        Assert.Equal([new CandidatePair(0, 2, 1), new CandidatePair(3, 4, 1)], new TierKeys(documents, Plan).Identical());

    [Fact]
    public void RepeatsAndShortTextsStayOutOfTheNearTier()
    {
        var keys = new TierKeys(documents, Plan);
        keys.Identical();

        var near = keys.Near();

        Assert.Equal(2 * Plan.Bands, near.Count);
        Assert.Equal([(0, 1)], CandidateGenerator.Propose(near, new IndexingOptions()).Select(pair => (pair.A, pair.B)));
    }

    [Fact]
    public void AKeyOfTheReuseTierCountsOnceAGroup()
    {
        var keys = new TierKeys(documents, Plan);
        keys.Identical();
        var own = Keys(0);
        var longer = Keys(1);

        Assert.Equal(own.Count + longer.Count, keys.Reuse([0, 1, 0, 3, 4]).Count);
        Assert.Equal(own.Union(longer).Count(), keys.Reuse([0, 0, 0, 3, 4]).Count);
        Assert.Empty(CandidateGenerator.Propose(keys.Reuse([0, 0, 0, 3, 4]), new IndexingOptions()));
    }

    [Fact]
    public void ARepeatThatStandsForItsGroupGivesItsKeys()
    {
        var keys = new TierKeys(documents, Plan);
        keys.Identical();

        Assert.Equal(Keys(2).Count + Keys(1).Except(Keys(2)).Count(), keys.Reuse([2, 2, 2, 3, 4]).Count);
    }

    public void Dispose() => documents.Dispose();

    private HashSet<ulong> Keys(int document) =>
        [.. documents.ReuseKeys(document)];
}
