using System.Text;
using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests;

public sealed class PairComparerTests
{
    private const string Story =
        "The harbour of Lower Sandrik stays open in winter, its master said on Monday, because the ice breaker that "
        + "the council wanted to sell has found no buyer in three years of looking for one.";

    private const string Edited = "Port news. " + Story + " The council meets again in May.";
    private const string Other = "Tulips planted before the first frost will flower earlier than those set in spring.";

    [Fact]
    public void AComparerSaysTheSameWhateverItComparedBefore()
    {
        var used = new PairComparer();
        string[] texts = [Story, Edited, Other, "stop press", string.Concat(Enumerable.Repeat(Story + " ", 40))];

        foreach (var a in texts)
        {
            foreach (var b in texts)
                Assert.Equal(Told(new PairComparer().Compare(a, b, Token)), Told(used.Compare(a, b, Token)));
        }
    }

    [Fact]
    public void TextsInAnyFormAreTheSameTexts()
    {
        var comparer = new PairComparer();
        var expected = Told(comparer.Compare(Story, Edited, Token));

        var (a, b) = (Encoding.UTF8.GetBytes(Story), Encoding.UTF8.GetBytes(Edited));
        Assert.Equal(expected, Told(comparer.Compare(a, b, Token)));
        var documents = comparer.Compare(new Document("a", Story), new Document("b", Edited), Token);
        Assert.Equal(expected, Told(documents with { Direction = default, DirectionEvidence = default }));
    }

    [Fact]
    public void DatesTellWhichDocumentComesFromTheOther()
    {
        var first = new Document("a", Story, date: DateTimeOffset.UnixEpoch);
        var second = new Document("b", Edited, date: DateTimeOffset.UnixEpoch.AddDays(1));

        Assert.Equal(Direction.BFromA, new PairComparer().Compare(first, second, Token).Direction);
        Assert.Equal(Direction.AFromB, new PairComparer().Compare(second, first, Token).Direction);
    }

    [Fact]
    public void TextsThatCannotBeComparedAreNamedAndDoNoHarm()
    {
        var comparer = new PairComparer();
        byte[] broken = [0x61, 0xFF];
        var good = Encoding.UTF8.GetBytes(Story);

        var invalid = Assert.Throws<ArgumentException>(() => comparer.Compare(good, broken, Token));
        Assert.Equal("b", invalid.ParamName);
        Assert.Contains("UTF-8", invalid.Message, StringComparison.Ordinal);
        Assert.Equal("a", Assert.Throws<ArgumentException>(() => comparer.Compare(" \u2026 ", Story, Token)).ParamName);
        Assert.ThrowsAny<ArgumentException>(() => comparer.Compare(Story, "a lone \uD800 surrogate", Token));
        Assert.Equal(Relation.Identical, comparer.Compare(good, good, Token).Relation);
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PairComparer(new DedupeOptions { Threshold = 2 }));

    [Fact]
    public void AComparisonAllocatesItsResultAlone()
    {
        var comparer = new PairComparer();
        var (a, b) = (Encoding.UTF8.GetBytes(Story), Encoding.UTF8.GetBytes(Other));
        comparer.Compare(a, b, Token);
        comparer.Compare(b, a, Token);

        var before = GC.GetAllocatedBytesForCurrentThread();
        comparer.Compare(a, b, Token);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 400);
    }

    private static string Told(VerifiedPair pair) =>
        $"{pair} {string.Join(' ', pair.Passages)} {string.Join(' ', pair.Differences)} "
        + $"{string.Join(' ', pair.OwnA?.Own ?? [])} {string.Join(' ', pair.OwnB?.Own ?? [])}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
