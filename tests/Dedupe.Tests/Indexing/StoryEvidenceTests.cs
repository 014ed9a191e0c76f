using Dedupe.Indexing;
using Dedupe.Signing;
using Dedupe.Sources;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Indexing;

public sealed class StoryEvidenceTests
{
    private static readonly DateTimeOffset Noon = new(2031, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task WhatOneOutletPrintsAgainAfterMoreThanFiveDaysIsItsStockText(int ticks, bool isStock)
    {
        var evidence = await EvidenceAsync(
            new Document("a", Words(1, 40), source: "Ledger", date: Noon),
            new Document("b", Words(2, 40), source: "Ledger", date: Noon.AddDays(5).AddTicks(ticks)));

        Assert.Equal(isStock, evidence.IsStockText(0, 1));
        Assert.Equal(isStock, evidence.IsStockText(1, 0));
    }

    // Of a hundred keys, those that are in buckets of a hundred documents in one text and the other, and those of
    // them that both have.
    [Theory]
    [InlineData(40, 40, 36, true)]
    [InlineData(40, 40, 37, false)]
    [InlineData(39, 40, 30, false)]
    [InlineData(40, 39, 30, false)]
    [InlineData(60, 60, 30, true)]
    [InlineData(60, 30, 30, false)]
    [InlineData(30, 30, 30, false)]
    [InlineData(60, 60, 15, false)]
    public async Task TextsThatHaveDifferentPartsOfOneTextTellOneStory(
        int wideOfA, int wideOfB, int shared, bool areOne)
    {
        using var collection = await HundredKeysAsync();
        var evidence = new StoryEvidence(collection);
        var wide = new WideKeys(100);
        var bucket = Enumerable.Range(0, 100).Select(static document => (ulong)document).ToArray();
        for (var key = 0; key < Math.Max(wideOfA, wideOfB); key++)
        {
            foreach (var document in (int[])[0, 1])
            {
                if (key < (document == 0 ? wideOfA : wideOfB))
                    wide.Add([.. bucket[document..(document + 1)], .. bucket[2..]], (ulong)key);
            }
        }

        var links = Enumerable.Repeat((ulong)BucketSize.Encode(99), shared).ToArray();

        Assert.Equal(areOne, evidence.TellOneStory(0, 1, links, wide, out _));
        Assert.Equal(areOne, evidence.TellOneStory(1, 0, links, wide, out _));
    }

    // Two texts of a hundred keys each.
    private static async Task<SignedCollection> HundredKeysAsync()
    {
        for (var words = 400; ; words++)
        {
            var collection = await CollectionAsync(
                new Document("a", Words(1, words)), new Document("b", Words(1, words) + "."));
            if (collection.At(0).ReuseKeys == 100)
                return collection;
            collection.Dispose();
        }
    }

    private static async Task<StoryEvidence> EvidenceAsync(params Document[] documents)
    {
        using var collection = await CollectionAsync(documents);
        return new StoryEvidence(collection);
    }

    private static async Task<SignedCollection> CollectionAsync(params Document[] documents)
    {
        var options = new DedupeOptions();
        var plan = BandingPlan.For(options.Threshold, options.Signing.Recall, options.Signing.SignatureSize);
        var batches = MemorySource.ReadAsync(
            documents.ToAsyncEnumerable(), options: null, TestContext.Current.CancellationToken);
        var collection = await new SigningStage(options, plan)
            .RunAsync(batches, static (_, _) => { }, TestContext.Current.CancellationToken);
        collection.Seal();
        return collection;
    }
}
