using Dedupe.Batch.Removal;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Batch.Removal;

public sealed class RemovalRuleTests
{
    private static OwnText Text(int words, int own, int boilerplate = 0, bool boilerplateIsOwn = false) => new(
        words,
        own + (boilerplateIsOwn ? boilerplate : 0) == 0
            ? []
            : [new WordRange(words - own - boilerplate, own + (boilerplateIsOwn ? boilerplate : 0))],
        boilerplate == 0 ? [] : [new WordRange(words - boilerplate, boilerplate)]);

    [Theory]
    [InlineData(100, 10, true)]
    [InlineData(100, 11, false)]
    [InlineData(10, 1, true)]
    [InlineData(9, 1, false)]
    [InlineData(375, 37, true)]
    [InlineData(375, 38, false)]
    [InlineData(19, 0, true)]
    public void NineTenthsMustBeInTheKeptCopy(int words, int own, bool mayGo) =>
        Assert.Equal(mayGo, new RemovalRule().MayGo(Relation.Derived, Text(words, own), Text(1000, 900)));

    [Theory]
    [InlineData("1", 20, 0, true)]
    [InlineData("1", 20, 1, false)]
    [InlineData("0.55", 100, 45, true)]
    [InlineData("0.55", 100, 46, false)]
    [InlineData("0.29", 100, 71, true)]
    [InlineData("0.57", 100, 43, true)]
    public void TheShareIsExact(string covered, int words, int own, bool mayGo) => Assert.Equal(
        mayGo,
        new RemovalRule { Covered = decimal.Parse(covered, System.Globalization.CultureInfo.InvariantCulture) }.MayGo(
            Relation.Partial, Text(words, own), Text(1000, 900)));

    [Fact]
    public void BoilerplateDoesNotCount()
    {
        // 100 words of the story, 10 of them own, and a footer of 60 that the other has not.
        Assert.True(
            new RemovalRule().MayGo(Relation.Derived, Text(160, 10, 60, boilerplateIsOwn: true), Text(1000, 900)));
        Assert.False(
            new RemovalRule().MayGo(Relation.Derived, Text(160, 11, 60, boilerplateIsOwn: true), Text(1000, 900)));
        // Shared boilerplate is no cover for own text.
        Assert.False(new RemovalRule().MayGo(Relation.Derived, Text(160, 11, 60), Text(1000, 900)));
    }

    [Fact]
    public void ATextOfBoilerplateAloneGoesOnlyWhenTheOtherHasItWhole()
    {
        Assert.True(
            new RemovalRule().MayGo(Relation.Derived, new OwnText(30, [], [new WordRange(0, 30)]), Text(100, 70)));
        Assert.False(
            new RemovalRule().MayGo(
                Relation.Derived, new OwnText(30, [new WordRange(4, 1)], [new WordRange(0, 30)]), Text(100, 70)));
    }

    [Theory]
    [InlineData(25, 25, true, true)]
    [InlineData(25, 11, true, true)]
    [InlineData(25, 10, false, true)]
    [InlineData(10, 10, true, true)]
    public void OfNearDuplicatesTheOneThatAloneHasOwnTextStays(int ownX, int ownY, bool xMayGo, bool yMayGo)
    {
        var rule = new RemovalRule();
        Assert.Equal(xMayGo, rule.MayGo(Relation.NearDuplicate, Text(100, ownX), Text(100, ownY)));
        Assert.Equal(yMayGo, rule.MayGo(Relation.NearDuplicate, Text(100, ownY), Text(100, ownX)));
    }

    [Fact]
    public void IdenticalTextsMayGoAndHalfCoveredDerivedOnesNot()
    {
        Assert.True(new RemovalRule().MayGo(Relation.Identical, Text(100, 0), Text(100, 0)));
        Assert.False(new RemovalRule().MayGo(Relation.Derived, Text(100, 50), Text(100, 50)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1.01)]
    public void WhatIsNoShareIsRefused(double covered) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RemovalRule { Covered = (decimal)covered }.Validate());
}
