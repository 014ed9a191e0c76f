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

    // Thirty shared keys, all in buckets of hundred documents but some: three in buckets of half the size, or
    // a fifth of them in buckets of four fifths of it, are of another block.
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(3, 50, true)]
    [InlineData(2, 50, false)]
    [InlineData(3, 51, false)]
    [InlineData(6, 80, true)]
    [InlineData(5, 80, false)]
    [InlineData(6, 81, false)]
    public async Task MoreThanOneBlockIsAStory(int fewer, int documents, bool areOne)
    {
        using var collection = await HundredKeysAsync();
        var evidence = new StoryEvidence(collection);
        ulong[] links =
        [
            .. Enumerable.Repeat((ulong)BucketSize.Encode(100), 30 - fewer),
            .. Enumerable.Repeat((ulong)BucketSize.Encode(documents), fewer),
        ];

        Assert.Equal(areOne, evidence.TellOneStory(0, 1, links, new WideKeys(2), out var share));
        Assert.Equal(0.3, share);
    }

    // One block of thirty keys: only two outlets that had it at about one time make a story of it.
    [Theory]
    [InlineData("Ledger", "Herald", null, true)]
    [InlineData("Ledger", "Herald", 0L, true)]
    [InlineData("Ledger", "Herald", 2 * TimeSpan.TicksPerDay, true)]
    [InlineData("Ledger", "Herald", (2 * TimeSpan.TicksPerDay) + 1, false)]
    [InlineData("Ledger", "Ledger", 0L, false)]
    [InlineData("Ledger", null, 0L, false)]
    [InlineData(null, null, null, false)]
    public async Task OneBlockIsAStoryInTwoOutlets(string? sourceOfA, string? sourceOfB, long? ticksApart, bool areOne)
    {
        using var collection = await HundredKeysAsync(
            (sourceOfA, Noon), (sourceOfB, ticksApart is { } ticks ? Noon.AddTicks(ticks) : null));
        var links = Enumerable.Repeat((ulong)BucketSize.Encode(100), 30).ToArray();

        Assert.Equal(areOne, new StoryEvidence(collection).TellOneStory(0, 1, links, new WideKeys(2), out _));
    }

    // Two texts of a hundred keys each.
    private static async Task<SignedCollection> HundredKeysAsync(
        (string? Source, DateTimeOffset? Date) a = default, (string? Source, DateTimeOffset? Date) b = default)
    {
        for (var words = 400; ; words++)
        {
            var collection = await CollectionAsync(
                new Document("a", Words(1, words), source: a.Source, date: a.Date),
                new Document("b", Words(1, words) + ".", source: b.Source, date: b.Date));
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
