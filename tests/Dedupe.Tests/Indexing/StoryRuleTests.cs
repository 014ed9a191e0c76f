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
    // them that both have. Three keys at the ends of a block are no difference.
    [Theory]
    [InlineData(40, 40, 40, 1)]
    [InlineData(40, 40, 39, 1)]
    [InlineData(40, 40, 20, 20.0 / 57)]
    [InlineData(60, 30, 30, 30.0 / 57)]
    [InlineData(60, 60, 55, 55.0 / 62)]
    [InlineData(95, 95, 80, 0)]
    [InlineData(95, 80, 80, 80.0 / 92)]
    public void WhatIsSharedIsTheSameWhereNeitherHasAnotherPartOfIt(int ofA, int ofB, int shared, double sameness)
    {
        var width = WideKeys.WidthOf(99) * KeyWidths.CountBits;
        var (a, b) = (
            Facts() with { Widths = new KeyWidths((ulong)ofA << width, 0) },
            Facts() with { Widths = new KeyWidths((ulong)ofB << width, 0) });

        Assert.Equal(sameness, StoryRule.Compare(a, b, [.. Enumerable.Repeat(99, shared)]).Sameness, 1e-9);
    }

    // A footer that thousands have says nothing of a story that ten have, whatever else shares the footer.
    [Fact]
    public void OnlyWhatAboutAsManyHaveIsCompared()
    {
        var counts = (20UL << KeyWidths.CountBits) | (10UL << (3 * KeyWidths.CountBits));
        var facts = Facts() with { Widths = new KeyWidths(counts, 0) };

        Assert.Equal(
            10.0 / 27,
            StoryRule.Compare(facts, facts, [.. Enumerable.Repeat(12, 10), .. Enumerable.Repeat(400, 9)]).Sameness,
            1e-9);
    }

    // Some facts, some keys: the rule says the same both ways and in any order.
    [Fact]
    public void TheRuleIsSymmetric() => Prop.ForAll(Cases, some =>
    {
        var (a, b, shared) = some;
        var sameness = StoryRule.Compare(a, b, shared).Sameness;
        Assert.InRange(sameness, 0, 1);
        Assert.Equal(sameness, StoryRule.Compare(b, a, shared).Sameness);
        Assert.Equal(StoryRule.IsStockText(a, b), StoryRule.IsStockText(b, a));
        Assert.Equal(StoryRule.AreOutletsKnown(a, b), StoryRule.AreOutletsKnown(b, a));
        Assert.False(StoryRule.IsStockText(a, a));
        Array.Reverse(shared);
        Assert.Equal(sameness, StoryRule.Compare(a, b, shared).Sameness);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Gen<StoryFacts> SomeFacts { get; } =
        from keys in Gen.Choose(1, 60)
        from days in Gen.Choose(0, 8)
        from outlet in Gen.Elements(null, "Ledger", "ledger", "Herald")
        from wide in Gen.Choose(0, 60)
        select Facts(outlet, days == 8 ? null : Noon + (days * TimeSpan.TicksPerDay)) with
        {
            Keys = keys,
            Widths = new KeyWidths((ulong)wide << KeyWidths.CountBits, 0),
        };

    private static Arbitrary<(StoryFacts A, StoryFacts B, int[] Shared)> Cases { get; } = (
        from a in SomeFacts
        from b in SomeFacts
        from count in Gen.Choose(1, Math.Min(a.Keys, b.Keys))
        from shared in Gen.ArrayOf(Gen.Choose(2, 130), count)
        select (a, b, shared)).ToArbitrary();

    private static StoryFacts Facts(string? source = null, long? ticks = null) =>
        new() { Keys = 100, Outlet = StoryFacts.OutletOf(source), DateTicks = ticks ?? long.MaxValue };
}
