using Dedupe.Tests.Normalization;
using Dedupe.Verification;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dedupe.Tests.Laws;

public sealed class ComparisonLaws
{
    private static readonly PairComparer Comparer = new();

    private static Config Thorough => Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void ATextIsIdenticalToItself() => Prop.ForAll(Texts.Pairs, texts =>
    {
        var pair = Compare(texts.Item1, texts.Item1);
        Assert.Equal(
            (Relation.Identical, 1.0, 1.0, 1.0), (pair.Relation, pair.Jaccard, pair.ContainmentA, pair.ContainmentB));
        Assert.Equal((1.0, 1.0), (pair.CoverageA, pair.CoverageB));
    }).Check(Thorough);

    [Fact]
    public void ComparingIsSymmetric() => Prop.ForAll(Texts.Pairs, texts =>
    {
        var pair = Compare(texts.Item1, texts.Item2);
        var other = Compare(texts.Item2, texts.Item1);
        Assert.Equal(
            (pair.Relation, pair.Jaccard, pair.ContainmentA, pair.ContainmentB, pair.CoverageA, pair.CoverageB,
                pair.ProseCoverageA, pair.ProseCoverageB),
            (other.Relation, other.Jaccard, other.ContainmentB, other.ContainmentA, other.CoverageB, other.CoverageA,
                other.ProseCoverageB, other.ProseCoverageA));
        Assert.Equal(
            pair.Passages.OrderBy(passage => passage.A.Start),
            other.Passages.Select(passage => passage with { A = passage.B, B = passage.A })
                .OrderBy(passage => passage.A.Start));
    }).Check(Thorough);

    [Fact]
    public void SharesAreSharesAndFollowFromThePassages() => Prop.ForAll(Texts.Pairs, texts =>
    {
        var pair = Compare(texts.Item1, texts.Item2);
        foreach (var share in (double[])[pair.Jaccard, pair.ContainmentA, pair.ContainmentB, pair.CoverageA,
            pair.CoverageB, pair.ProseCoverageA, pair.ProseCoverageB])
            Assert.InRange(share, 0, 1);
        Assert.True(pair.ProseCoverageA <= pair.CoverageA && pair.ProseCoverageB <= pair.CoverageB);
        Assert.True(pair.Jaccard <= Math.Min(pair.ContainmentA, pair.ContainmentB));
        var words = pair.Passages.Sum(passage => passage.Words);
        Assert.Equal(words / (double)CreditScannerTests.CountWords(texts.Item1), pair.CoverageA, 12);
        Assert.Equal(words / (double)CreditScannerTests.CountWords(texts.Item2), pair.CoverageB, 12);
    }).Check(Thorough);

    [Fact]
    public void PassagesLieInsideBothTextsAndTheirWordsAreEqual() => Prop.ForAll(Texts.Pairs, texts =>
    {
        var pair = Compare(texts.Item1, texts.Item2);
        foreach (var passage in pair.Passages)
        {
            var a = Words(texts.Item1, passage.A);
            var b = Words(texts.Item2, passage.B);
            Assert.Equal(a[0], b[0]);
            Assert.Equal(a[^1], b[^1]);
            Assert.InRange(passage.Words, 1, CommonSubsequence(a, b));
        }

        // No word of the first text stands in two passages, and they are in its order.
        Assert.Equal(pair.Passages.OrderBy(passage => passage.A.Start), pair.Passages);
    }).Check(Thorough);

    [Fact]
    public void EverySharedRunOfAShingleIsFoundWhenWordsDoNotRepeat()
    {
        // Without repeats the alignment is exact: each word of a shared run of five or more is matched.
        var random = new Random(20);
        for (var trial = 0; trial < 300; trial++)
        {
            var shared = Enumerable.Range(0, random.Next(1, 6))
                .Select(i => Collection.Words(i, random.Next(5, 40)))
                .ToArray();
            var a = Interleave(shared, random, 1000);
            random.Shuffle(shared);
            var b = Interleave(shared, random, 2000);

            var pair = Compare(a, b);

            Assert.Equal(shared.Sum(run => run.Split(' ').Length), pair.Passages.Sum(passage => passage.Words));
        }

        static string Interleave(string[] runs, Random random, int seed) =>
            string.Join(' ', runs.Select((run, i) => $"{Collection.Words(seed + i, random.Next(1, 20))} {run}"));
    }

    private static VerifiedPair Compare(string a, string b) =>
        Comparer.Compare(a, b, TestContext.Current.CancellationToken);

    private static ulong[] Words(string text, TextRange range)
    {
        var runes = text.EnumerateRunes().ToArray();
        Assert.InRange(range.Start, 0, runes.Length - 1);
        Assert.InRange(range.Length, 1, runes.Length - range.Start);
        return TokenizerTests.Tokenize(string.Concat(runes.Skip(range.Start).Take(range.Length))).Hashes.ToArray();
    }

    private static int CommonSubsequence(ulong[] a, ulong[] b)
    {
        var row = new int[b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            var diagonal = 0;
            for (var j = b.Length - 1; j >= 0; j--)
                (diagonal, row[j]) = (row[j], a[i] == b[j] ? diagonal + 1 : Math.Max(row[j], row[j + 1]));
        }

        return row[0];
    }
}
