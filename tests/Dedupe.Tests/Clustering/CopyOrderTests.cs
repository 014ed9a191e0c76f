using System.Text;
using Dedupe.Clustering;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dedupe.Tests.Clustering;

/// <summary>The order of copies on the facts of two documents, without a collection.</summary>
public sealed class CopyOrderTests
{
    private static Config Thorough => Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Theory]
    [InlineData("z2020", "a2021", "earliest")]
    [InlineData("z2020", "a", "earliest")]
    [InlineData("z2020+", "a2020", "longest")]
    [InlineData("zAFP", "aReuters", "preferred-source")]
    [InlineData("zreuters", "aLedger", "preferred-source")]
    [InlineData("zReuters", "a", "preferred-source")]
    [InlineData("aLedger", "zHerald", "id")]
    [InlineData("a", "z", "id")]
    public void TheFirstRuleThatTellsThemApartDecides(string preferred, string other, string reason)
    {
        var order = Order(PolicyRule.Earliest, PolicyRule.Longest, PolicyRule.PreferredSource);
        var (x, y) = (Read(preferred), Read(other));

        Assert.True(order.Compare(x.Facts, y.Facts) < 0);
        Assert.True(order.Compare(y.Facts, x.Facts) > 0);
        Assert.Equal(reason, order.ReasonFor(x.Facts, y.Facts));
    }

    [Fact]
    public void OnlyTheRuleOfSourcesAsksForSources()
    {
        Assert.True(Order(PolicyRule.Longest, PolicyRule.PreferredSource).AsksForSource);
        Assert.False(Order(PolicyRule.Longest, PolicyRule.Earliest).AsksForSource);
    }

    // Of any three documents: the one way is the other way turned round, nothing is equal but the same id, and what is
    // before the second, which is before the third, is before the third.
    [Fact]
    public void ItIsATotalOrder() => Prop.ForAll(Cases, some =>
    {
        var (order, items) = some;
        foreach (var x in items)
        {
            foreach (var y in items)
            {
                var compared = Math.Sign(order.Compare(x.Facts, y.Facts));
                Assert.Equal(-compared, Math.Sign(order.Compare(y.Facts, x.Facts)));
                Assert.True(compared != 0 || x.Id == y.Id);
                Assert.True(compared == 0 || x != y);
                foreach (var z in items)
                {
                    if (compared <= 0 && order.Compare(y.Facts, z.Facts) <= 0)
                        Assert.True(order.Compare(x.Facts, z.Facts) <= 0);
                }
            }
        }
    }).Check(Thorough);

    [Fact]
    public void TheRankSaysNothingElseThanTheOrder() => Prop.ForAll(Cases, some =>
    {
        var (order, items) = some;
        foreach (var x in items)
        {
            foreach (var y in items)
            {
                if (order.RankOf(x.Facts) < order.RankOf(y.Facts))
                    Assert.True(order.Compare(x.Facts, y.Facts) < 0);
            }
        }
    }).Check(Thorough);

    private static Gen<Item> SomeItem { get; } =
        from id in Gen.Elements("a", "b", "ab", "é", "z")
        from year in Gen.Elements<int?>(null, 2020, 2021)
        from words in Gen.Choose(0, 2)
        from source in Gen.Elements(null, "AFP", "afp", "Reuters", "Ledger")
        select new Item(id, year, words, source);

    private static Arbitrary<(CopyOrder Order, Item[] Items)> Cases { get; } = (
        from rules in Gen.ArrayOf(Gen.Elements(Enum.GetValues<PolicyRule>()))
        from items in Gen.ArrayOf(SomeItem, 3)
        select (Order(rules), items)).ToArbitrary();

    private static CopyOrder Order(params PolicyRule[] rules) => new(rules, ["AFP", "Reuters"]);

    // An id of one letter, then what is known: a year, + a word more, an outlet.
    private static Item Read(string text)
    {
        var year = text.Length > 4 && int.TryParse(text.AsSpan(1, 4), out var number) ? number : (int?)null;
        var source = year is null && text.Length > 2 ? text[1..] : null;
        return new Item(text[..1], year, text.Contains('+') ? 1 : 0, source);
    }

    private sealed record Item(string Id, int? Year, int Words, string? Source)
    {
        public CopyFacts Facts => new()
        {
            Id = Encoding.UTF8.GetBytes(Id),
            DateTicks = Year is { } year ? new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks : long.MaxValue,
            Words = Words,
            Source = Source,
        };
    }
}
