using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class ThirdFillingsTests
{
    private static TextDifference Slot(int a, int b, DifferenceKind kind) =>
        new(new TextRange(a, 1), new TextRange(b, 1), kind);

    // The texts of documents 0, 1, 2 have their slots at tokens 10 and 20, one and two tokens later.
    private static FilledPair Pair(int a, int b, DifferenceKind second = DifferenceKind.Number, int shift = 0) => new(
        a, b,
        [Slot(10 + a, 10 + b, DifferenceKind.Name), Slot(20 + a + shift, 20 + b + shift, second)]);

    [Fact]
    public void ThreeTextsThatDifferFromEachOtherAtTwoPlacesHaveSlotsThere()
    {
        var slots = ThirdFillings.Find([Pair(0, 1), Pair(0, 2), Pair(1, 2)]);

        Assert.Equal([10, 20], slots.Of(0).ToArray());
        Assert.Equal([11, 21], slots.Of(1).ToArray());
        Assert.Equal([12, 22], slots.Of(2).ToArray());
        Assert.True(slots.Of(3).IsEmpty);
    }

    [Fact]
    public void TwoTextsHaveNone() => Assert.Empty(ThirdFillings.Find([Pair(0, 1), Pair(0, 2)]).Tokens);

    [Fact]
    public void OtherPlacesAreNone() =>
        Assert.Empty(ThirdFillings.Find([Pair(0, 1), Pair(0, 2), Pair(1, 2, shift: 5)]).Tokens);

    [Fact]
    public void FiguresAloneAreNone()
    {
        static FilledPair Figures(int a, int b) => new(
            a, b, [Slot(10, 10, DifferenceKind.Number), Slot(20, 20, DifferenceKind.Date)]);

        Assert.Empty(ThirdFillings.Find([Figures(0, 1), Figures(0, 2), Figures(1, 2)]).Tokens);
    }

    [Fact]
    public void RepeatsHaveTheSameSlots()
    {
        var slots = ThirdFillings.Find([Pair(0, 1), Pair(0, 2), Pair(1, 2)]).With([(1, 7), (1, 5), (4, 6)]);

        Assert.Equal([11, 21], slots.Of(5).ToArray());
        Assert.Equal([11, 21], slots.Of(7).ToArray());
        Assert.True(slots.Of(6).IsEmpty);
        Assert.Equal(10, slots.Documents.Length);
    }
}
