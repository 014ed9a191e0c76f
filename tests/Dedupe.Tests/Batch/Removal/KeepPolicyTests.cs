using System.Text;
using Dedupe.Batch.Removal;
using Dedupe.Clustering;
using Xunit;

namespace Dedupe.Tests.Batch.Removal;

public sealed class KeepPolicyTests
{
    private static RemovalMember Member(string id, int words = 0, string? source = null, string? date = null) =>
        new(Encoding.UTF8.GetBytes(id), "c")
        {
            Words = words,
            Source = source,
            Date = date is null ? null : DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture),
        };

    [Fact]
    public void RulesAreReadInOrder()
    {
        var policy = KeepPolicy.Parse("source:AFP>Reuters, earliest,longest");
        Assert.Equal([PolicyRule.PreferredSource, PolicyRule.Earliest, PolicyRule.Longest], policy.Rules);
        Assert.Equal(["AFP", "Reuters"], policy.Sources);
    }

    [Theory]
    [InlineData("")]
    [InlineData("newest")]
    [InlineData("source:")]
    [InlineData("earliest,earliest")]
    [InlineData("earliest,")]
    [InlineData("source:A,source:B")]
    public void WhatIsNoPolicyIsRefused(string text) => Assert.Throws<FormatException>(() => KeepPolicy.Parse(text));

    [Fact]
    public void EachRuleDecidesWhereThoseBeforeItTellNothing()
    {
        var policy = KeepPolicy.Parse("source:AFP>Reuters,earliest,longest");
        AssertOrder(policy, Member("z", 1, "afp", "2026-01-02"), Member("a", 9, "Reuters", "2026-01-01"));
        AssertOrder(policy, Member("z", 1, "Reuters", "2026-01-02"), Member("a", 9, "Other", "2026-01-01"));
        AssertOrder(policy, Member("z", 1, "AFP", "2026-01-01"), Member("a", 9, "AFP", "2026-01-02"));
        AssertOrder(policy, Member("z", 1, "AFP", "2026-01-01"), Member("a", 9, "AFP"));
        AssertOrder(policy, Member("z", 9, "AFP", "2026-01-01"), Member("a", 8, "AFP", "2026-01-01"));
        AssertOrder(policy, Member("a", 9, "AFP", "2026-01-01"), Member("b", 9, "AFP", "2026-01-01"));
    }

    private static void AssertOrder(KeepPolicy policy, RemovalMember first, RemovalMember second)
    {
        var order = policy.ToOrder();
        Assert.True(order.Compare(first.Facts, second.Facts) < 0);
        Assert.True(order.Compare(second.Facts, first.Facts) > 0);
    }
}
