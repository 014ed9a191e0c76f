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

    private static async Task<StoryEvidence> EvidenceAsync(params Document[] documents)
    {
        var options = new DedupeOptions();
        var plan = BandingPlan.For(options.Threshold, options.Signing.Recall, options.Signing.SignatureSize);
        var batches = MemorySource.ReadAsync(documents.ToAsyncEnumerable(), options: null, TestContext.Current.CancellationToken);
        using var collection = await new SigningStage(options, plan).RunAsync(batches, static (_, _) => { }, TestContext.Current.CancellationToken);
        collection.Seal();
        return new StoryEvidence(collection);
    }
}
