using System.Text;
using Dedupe.Verification;
using Xunit;
using static Dedupe.Tests.Collection;

namespace Dedupe.Tests.Verification;

/// <summary>Two texts at a time, with what must be found written out.</summary>
public sealed class ComparisonTests
{
    // Prose between two quotations is a passage from a shingle on; less of it ("he said") belongs to them.
    [Theory]
    [InlineData(4, "quote")]
    [InlineData(5, "quote prose quote")]
    public void AFewWordsBetweenQuotationsBelongToThem(int words, string kinds)
    {
        var text = $"“{Collection.Words(1, 10)}” {Collection.Words(2, words)} “{Collection.Words(3, 10)}”";
        var pair = Compared.Of(text, text);

        Assert.Equal(kinds, string.Join(' ', pair.Passages.Select(passage => Names.Of(passage.Kind))));
    }

    private static readonly string Story = Words(1, 60);

    [Fact]
    public void NothingShared()
    {
        var pair = Compare(Words(1, 50), Words(2, 50));

        Assert.Equal(Relation.None, pair.Relation);
        Assert.Empty(pair.Passages);
        Assert.Equal((0, 0, 0, 0), (pair.Jaccard, pair.CoverageA, pair.ContainmentA, pair.ProseCoverageB));
    }

    [Fact]
    public void NumbersByHand()
    {
        // A: 60 shared words and 40 of its own; B: 10 of its own, then the 60. Shingles: 96, 66 and 56 shared.
        var pair = Compare($"{Story} {Words(2, 40)}", $"{Words(3, 10)} {Story}");

        Assert.Equal(56.0 / (96 + 66 - 56), pair.Jaccard, 12);
        Assert.Equal(56.0 / 96, pair.ContainmentA, 12);
        Assert.Equal(56.0 / 66, pair.ContainmentB, 12);
        Assert.Equal(0.6, pair.CoverageA, 12);
        Assert.Equal(60.0 / 70, pair.CoverageB, 12);
        Assert.Equal(Relation.Derived, pair.Relation);
        var passage = Assert.Single(pair.Passages);
        Assert.Equal((60, PassageKind.Prose), (passage.Words, passage.Kind));
        Assert.Equal(new TextRange(0, Story.Length), passage.A);
        Assert.Equal(new TextRange(Words(3, 10).Length + 1, Story.Length), passage.B);
    }

    [Fact]
    public void PositionsAreCodePoints()
    {
        const string before = "😀👩‍👩‍👧 ‏مرحبا بالعالم “élan” 𝒳 手机 ";
        var passage = Assert.Single(Compare(before + Story + " 😀", Story.ToUpperInvariant()).Passages);

        Assert.Equal(new TextRange(before.EnumerateRunes().Count(), Story.Length), passage.A);
        Assert.Equal(new TextRange(0, Story.Length), passage.B);
    }

    [Fact]
    public void SmallGapsMakeOnePassageAndLargeOnesTwo()
    {
        var (first, second) = (Words(1, 20), Words(2, 20));

        var small = Assert.Single(
            Compare($"{first} {Words(3, 8)} {second}", $"{first} {Words(4, 3)} {second}").Passages);
        Assert.Equal(40, small.Words);
        Assert.Equal(
            [20, 20],
            Compare($"{first} {Words(3, 9)} {second}", $"{first} {second}").Passages.Select(passage => passage.Words));
        Assert.Equal(
            [20, 20],
            Compare($"{first} {second}", $"{first} {Words(3, 9)} {second}").Passages.Select(passage => passage.Words));
    }

    [Fact]
    public void EqualWordsInsideAGapCount()
    {
        var (first, second) = (Words(1, 20), Words(2, 20));
        var passage = Assert.Single(
            Compare($"{first} one two three {second}", $"{first} one other three four {second}").Passages);

        Assert.Equal(42, passage.Words);
    }

    [Fact]
    public void ReorderedParagraphsAreAllFound()
    {
        string[] paragraphs = [.. Enumerable.Range(0, 6).Select(i => Words(i, 30))];
        var pair = Compare(
            string.Join("\n\n", paragraphs),
            string.Join("\n\n", ((int[])[3, 5, 0, 4, 2, 1]).Select(i => paragraphs[i])));

        Assert.Equal((1, 1), (pair.CoverageA, pair.CoverageB));
        Assert.Equal(6, pair.Passages.Count);
        Assert.Equal(pair.Passages.OrderBy(passage => passage.A.Start), pair.Passages);
    }

    [Fact]
    public void AWordOfTheSecondTextIsUsedOnce()
    {
        // Between the two runs of A stands what B has there too, but B's words belong to a third run, later in A.
        var (first, second) = (Words(1, 20), Words(2, 20));
        var pair = Compare($"{first} z p q r s {second} {Words(3, 20)} p q r s t", $"{first} p q r s t {second}");

        Assert.InRange(pair.CoverageB, 0, 1);
        Assert.Equal(45, pair.Passages.Sum(passage => passage.Words));
    }

    [Theory]
    [InlineData(10_000, 10_000)]
    [InlineData(10_000, 9_000)]
    [InlineData(9_000, 10_000)]
    [InlineData(5, 10_000)]
    public void OneWordAgainAndAgain(int countA, int countB)
    {
        var pair = Compare(Repeat("again", countA), Repeat("again", countB));

        Assert.Equal(1, pair.Jaccard);
        Assert.Equal(Math.Min(countA, countB), pair.Passages.Sum(passage => passage.Words));
        Assert.Equal(countA == countB ? Relation.Identical : Relation.NearDuplicate, pair.Relation);
    }

    [Fact]
    public void ARefrainIsFoundAsOftenAsItIsSung()
    {
        // Twenty refrains of ten words; the verses of the two songs are different.
        var pair = Compare(Song(1), Song(2));

        Assert.Equal(200, pair.Passages.Sum(passage => passage.Words));
        Assert.Equal(200.0 / 600, pair.CoverageA, 12);

        static string Song(int seed) =>
            string.Join(
                ' ',
                Enumerable.Range(0, 20)
                    .Select(verse => $"{Words((100 * seed) + verse, 20)} {Words(7, 10, "refrain")}"));
    }

    [Fact]
    public void ManyRepeatsOfAShortPatternEndQuickly()
    {
        var a = Repeat("again", 200_000);
        var b = Repeat("again again again again again again break", 30_000);

        var pair = Compare(a, b);

        Assert.Equal(180_000, pair.Passages.Sum(passage => passage.Words));
    }

    [Fact]
    public void QuotationsAndProseAreToldApart()
    {
        var quote = Words(5, 30);
        var pair = Compare($"{Words(1, 40)} “{quote}” {Words(2, 40)}", $"{Words(3, 70)}: \"{quote},\" {Words(4, 70)}");

        Assert.Equal(Relation.Quote, pair.Relation);
        Assert.Equal((30, PassageKind.Quote), (pair.Passages.Single().Words, pair.Passages[0].Kind));
        Assert.Equal((0, 0), (pair.ProseCoverageA, pair.ProseCoverageB));
        Assert.Equal(30.0 / 110, pair.CoverageA, 12);
    }

    [Fact]
    public void ASentenceWithAnAttributionIsCutAtTheMarks()
    {
        var text = $"{Words(1, 12)} “{Words(2, 10)},” he said, “{Words(3, 10)}.” {Words(4, 30)}";
        var pair = Compare($"{text} {Words(8, 40)}", $"{Words(9, 40)} {text}");

        // "he said" stays with the quotations around it.
        Assert.Equal(
            [(12, PassageKind.Prose), (22, PassageKind.Quote), (30, PassageKind.Prose)],
            pair.Passages.Select(passage => (passage.Words, passage.Kind)));
        Assert.Equal(42.0 / 104, pair.ProseCoverageA, 12);
    }

    [Fact]
    public void WithoutMarksInOneTextItIsAQuoteAllTheSame()
    {
        var quote = Words(5, 30);

        Assert.Equal(
            PassageKind.Quote, Compare($"{Words(1, 40)} {quote}", $"“{quote}” {Words(4, 70)}").Passages.Single().Kind);
        Assert.Equal(
            PassageKind.Quote, Compare($"“{quote}” {Words(4, 70)}", $"{Words(1, 40)} {quote}").Passages.Single().Kind);
    }

    [Fact]
    public void TextsTooShortForAShingleAreComparedWhole()
    {
        var same = Compare("Stop Press!", "stop press");
        Assert.Equal(
            (Relation.Identical, 1.0, 1.0, 1.0), (same.Relation, same.Jaccard, same.ContainmentA, same.CoverageB));
        Assert.Equal(
            new Passage(new TextRange(0, 10), new TextRange(0, 10), 2, PassageKind.Prose),
            Assert.Single(same.Passages));

        var other = Compare("stop press", "stop press now");
        Assert.Equal((Relation.None, 0.0), (other.Relation, other.Jaccard));
        Assert.Equal(Relation.None, Compare("stop", Story).Relation);
    }

    internal static VerifiedPair Compare(string a, string b) => Compared.Of(a, b);

    private static string Repeat(string words, int count) =>
        new StringBuilder().Insert(0, words + " ", count).ToString();
}
