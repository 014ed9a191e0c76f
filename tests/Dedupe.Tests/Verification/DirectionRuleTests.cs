using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class DirectionRuleTests
{
    private static readonly string Story = Collection.Words(1, 60);
    private static readonly string Cut = string.Join(' ', Story.Split(' ')[..40]);

    [Theory]
    [InlineData(null, null, Direction.AFromB, DirectionEvidence.Containment)]
    [InlineData("2031-05-02", "2031-05-01", Direction.AFromB, DirectionEvidence.DateAndContainment)]
    [InlineData("2031-05-01", "2031-05-02", Direction.BFromA, DirectionEvidence.DateAgainstContainment)]
    [InlineData("2031-05-01", null, Direction.AFromB, DirectionEvidence.Containment)]
    [InlineData("2031-05-01", "2031-05-01T12:00Z", Direction.AFromB, DirectionEvidence.Containment)]
    public void ACutAndItsWhole(string? dateA, string? dateB, Direction direction, DirectionEvidence evidence) =>
        Assert.Equal((direction, evidence), Tell(Cut, dateA, Story, dateB));

    [Theory]
    [InlineData(null, null, Direction.Unknown, DirectionEvidence.None)]
    [InlineData("2031-05-01T10:00Z", "2031-05-01T12:00Z", Direction.BFromA, DirectionEvidence.Date)]
    [InlineData("2031-05-01T12:00Z", "2031-05-01T10:00Z", Direction.AFromB, DirectionEvidence.Date)]
    [InlineData("2031-05-01T12:00Z", "2031-05-01", Direction.Unknown, DirectionEvidence.None)]
    [InlineData("2031-05-01T12:00Z", "2031-05-01T12:00Z", Direction.Unknown, DirectionEvidence.None)]
    public void TwoOfOneLength(string? dateA, string? dateB, Direction direction, DirectionEvidence evidence) =>
        Assert.Equal((direction, evidence), Tell(Story, dateA, Story, dateB));

    [Fact]
    public void WhatIsNoCopyComesFromNothing() =>
        Assert.Equal(
            (Direction.Unknown, DirectionEvidence.None),
            Tell(Collection.Words(1, 50), "2031-05-01", Collection.Words(2, 50), "2031-05-02"));

    [Theory]
    [InlineData(0.8, 0.5, Direction.AFromB)]
    [InlineData(0.5, 0.8, Direction.BFromA)]
    [InlineData(0.79, 0.5, Direction.Unknown)]
    [InlineData(0.5, 0.79, Direction.Unknown)]
    [InlineData(0.9, 0.69, Direction.AFromB)]
    [InlineData(0.69, 0.9, Direction.BFromA)]
    [InlineData(0.9, 0.71, Direction.Unknown)]
    [InlineData(0.71, 0.9, Direction.Unknown)]
    public void TheLinesOfACut(double ofA, double ofB, Direction direction)
    {
        var pair = new VerifiedPair
        {
            A = 0,
            B = 1,
            Relation = Relation.Derived,
            Jaccard = 0,
            ContainmentA = ofA,
            ContainmentB = ofB,
            CoverageA = 0,
            CoverageB = 0,
            ProseCoverageA = 0,
            ProseCoverageB = 0,
            Passages = [],
        };

        Assert.Equal(direction, DirectionRule.FindDirection(pair, null, null).Direction);
    }

    private static (Direction, DirectionEvidence) Tell(string a, string? dateA, string b, string? dateB)
    {
        var pair = Compared.Of(Document("a", a, dateA), Document("b", b, dateB));
        return (pair.Direction, pair.DirectionEvidence);
    }

    private static Document Document(string id, string text, string? date) =>
        new(id, text,
            date: date is null
                ? null
                : DateTimeOffset.Parse(
                    date, System.Globalization.CultureInfo.InvariantCulture,
                    System.Globalization.DateTimeStyles.AssumeUniversal));
}
