using Dedupe.Indexing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dedupe.Tests.Indexing;

/// <summary>The story rule on two values and the keys they share, without a collection.</summary>
public sealed class StoryRuleTests
{
    private static readonly long Noon = new DateTime(2031, 5, 4, 12, 0, 0, DateTimeKind.Utc).Ticks;

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void WhatOneOutletPrintsAgainAfterMoreThanFiveDaysIsItsStockText(long ticks, bool isStock)
    {
        var (a, b) = (Facts("Ledger", Noon), Facts("LEDGER", Noon + (5 * TimeSpan.TicksPerDay) + ticks));

        Assert.Equal(isStock, StoryRule.IsStockText(a, b));
        Assert.Equal(isStock, StoryRule.IsStockText(b, a));
    }

    [Theory]
    [InlineData("Ledger", "Herald", true)]
    [InlineData("Ledger", null, false)]
    [InlineData("", "Herald", false)]
    public void BothOutletsAreKnownOrNot(string? sourceOfA, string? sourceOfB, bool areKnown) =>
        Assert.Equal(areKnown, StoryRule.AreOutletsKnown(Facts(sourceOfA), Facts(sourceOfB)));

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
    public void TextsThatHaveDifferentPartsOfOneTextTellOneStory(int wideOfA, int wideOfB, int shared, bool areOne)
    {
        var width = WideKeys.WidthOf(99) * KeyWidths.CountBits;
        var (a, b) = (
            Facts() with { Widths = new KeyWidths(1, (ulong)wideOfA << width, 0) },
            Facts() with { Widths = new KeyWidths(2, (ulong)wideOfB << width, 0) });

        AssertOne(areOne, a, b, [.. Enumerable.Repeat(99, shared)]);
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
    public void MoreThanOneBlockIsAStory(int fewer, int documents, bool areOne) => AssertOne(
        areOne, Facts(), Facts(),
        [.. Enumerable.Repeat(100, 30 - fewer), .. Enumerable.Repeat(documents, fewer)]);

    // The widest bucket that both have counts too, though it links few.
    [Theory]
    [InlineData(125, true)]
    [InlineData(124, false)]
    public void TheWidestBucketIsABlock(ulong documents, bool areOne)
    {
        var facts = Facts() with { Widths = new KeyWidths(documents << KeyWidths.KeyBits, 0, 0) };

        AssertOne(areOne, facts, facts, [.. Enumerable.Repeat(100, 30)]);
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
    public void OneBlockIsAStoryInTwoOutlets(string? sourceOfA, string? sourceOfB, long? ticksApart, bool areOne) =>
        AssertOne(
            areOne, Facts(sourceOfA, Noon), Facts(sourceOfB, Noon + ticksApart), [.. Enumerable.Repeat(100, 30)]);

    // Half of both, whoever printed it; a fifth of the smaller one at the least.
    [Theory]
    [InlineData(100, 50, true)]
    [InlineData(101, 50, false)]
    [InlineData(100, 20, true)]
    [InlineData(100, 19, false)]
    public void HowMuchOfTheKeysIsSharedDecidesFirst(int keysOfB, int shared, bool areOne)
    {
        var spread = Enumerable.Repeat(shared < 30 ? 2 : 100, shared).ToArray();
        spread[0] = 100;
        AssertOne(areOne, Facts(), Facts() with { Keys = keysOfB }, spread);
    }

    // Some facts, some keys: the rule says the same both ways, and of stock text it makes no story.
    [Fact]
    public void TheRuleIsSymmetric() => Prop.ForAll(Cases, some =>
    {
        var (a, b, shared) = some;
        Assert.Equal(StoryRule.AreOneStory(a, b, shared), StoryRule.AreOneStory(b, a, shared));
        Assert.Equal(StoryRule.IsStockText(a, b), StoryRule.IsStockText(b, a));
        Assert.Equal(StoryRule.AreOutletsKnown(a, b), StoryRule.AreOutletsKnown(b, a));
        Assert.False(StoryRule.IsStockText(a, b) && StoryRule.AreOneStory(a, b, shared));
        Assert.False(StoryRule.IsStockText(a, a));
        Array.Reverse(shared);
        Assert.Equal(StoryRule.AreOneStory(a, b, shared), StoryRule.AreOneStory(b, a, shared));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Gen<StoryFacts> SomeFacts { get; } =
        from keys in Gen.Choose(1, 60)
        from days in Gen.Choose(0, 8)
        from outlet in Gen.Elements(null, "Ledger", "ledger", "Herald")
        from widest in Gen.Choose(0, 2)
        from wide in Gen.Choose(0, 60)
        select Facts(outlet, days == 8 ? null : Noon + (days * TimeSpan.TicksPerDay)) with
        {
            Keys = keys,
            Widths = new KeyWidths((ulong)widest << (KeyWidths.KeyBits + 6), (ulong)wide << KeyWidths.CountBits, 0),
        };

    private static Arbitrary<(StoryFacts A, StoryFacts B, int[] Shared)> Cases { get; } = (
        from a in SomeFacts
        from b in SomeFacts
        from count in Gen.Choose(1, Math.Min(a.Keys, b.Keys))
        from shared in Gen.ArrayOf(Gen.Choose(2, 130), count)
        select (a, b, shared)).ToArbitrary();

    private static StoryFacts Facts(string? source = null, long? ticks = null) =>
        new() { Keys = 100, Outlet = StoryFacts.OutletOf(source), DateTicks = ticks ?? long.MaxValue };

    private static void AssertOne(bool areOne, in StoryFacts a, in StoryFacts b, int[] shared)
    {
        Assert.Equal(areOne, StoryRule.AreOneStory(a, b, shared));
        Assert.Equal(areOne, StoryRule.AreOneStory(b, a, shared));
    }
}
