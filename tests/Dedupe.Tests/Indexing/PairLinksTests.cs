using Dedupe.Indexing;
using Dedupe.Storage;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class PairLinksTests
{
    [Fact]
    public void ASmallBucketProposesAllItsPairs()
    {
        var pairs = Count(100, 24, Enumerable.Range(0, 24).ToArray());

        Assert.Equal(24 * 23 / 2, pairs.Length);
        Assert.All(pairs, pair => Assert.Equal(1, pair.SharedKeys));
    }

    [Fact]
    public void SharedKeysAreCountedOverBucketsAndPairsAreSorted()
    {
        var pairs = Count(70_000, 24, [3, 69_999], [0, 3], [0, 1, 3], [5]);

        Assert.Equal(
            [new CandidatePair(0, 1, 1), new CandidatePair(0, 3, 2), new CandidatePair(1, 3, 1),
            new CandidatePair(3, 69_999, 1)], pairs);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(5000)]
    public void ALargeBucketIsLinearAndLinksEveryMemberToTheFirst(int size)
    {
        var pairs = Count(size, 24, Enumerable.Range(0, size).ToArray());

        Assert.InRange(pairs.Length, size - 1, (size > 1024 ? 4 : 12) * size);
        Assert.Equal(Enumerable.Range(1, size - 1), pairs.Where(pair => pair.A == 0).Select(pair => pair.B));
        for (var document = 1; document < size && size <= 1024; document++)
            Assert.Contains(new CandidatePair(document - 1, document, 1), pairs);
        Assert.Equal(pairs.Distinct().OrderBy(pair => (pair.A, pair.B)), pairs);
    }

    [Theory]
    [InlineData(24, 24 * 23 / 2)]
    [InlineData(25, 0)]
    [InlineData(1023, 0)]
    [InlineData(1024, 0)]
    [InlineData(1025, 0)]
    public void BeyondABoundEveryDocumentStaysLinkedToTheFirstFour(int size, int all)
    {
        var pairs = Count(size, 24, Enumerable.Range(0, size).ToArray());

        if (all > 0)
            Assert.Equal(all, pairs.Length);
        for (var hub = 0; hub < 4; hub++)
            Assert.Equal(
                Enumerable.Range(hub + 1, size - hub - 1), pairs.Where(pair => pair.A == hub).Select(pair => pair.B));
    }

    [Fact]
    public void TheVisitorIsToldTheSizesOfTheBucketsAndDecides()
    {
        var told = new List<string>();

        var pairs = Count(
            10,
            24,
            [[1, 2], [1, 2, 9], [.. Enumerable.Range(0, 10)]],
            (a, b, links) =>
            {
                lock (told)
                    told.Add($"{a}-{b}: {string.Join(' ', links.ToArray().Select(PairLinks.FrequencyOf).Order())}");
                return b == 9 && links.Length > 1;
            });

        Assert.Contains("1-2: 2 3 10", told);
        Assert.Contains("1-9: 3 10", told);
        Assert.Contains("0-5: 10", told);
        Assert.Equal(45, told.Count);
        Assert.Equal([new CandidatePair(1, 9, 2), new CandidatePair(2, 9, 2)], pairs);
    }

    [Fact]
    public void FrequenciesOfLargeBucketsAreRounded()
    {
        var most = 0;

        Count(3000, 24, [[.. Enumerable.Range(0, 3000)]], (_, _, links) =>
        {
            most = Math.Max(most, PairLinks.FrequencyOf(links[0]));
            return false;
        });

        Assert.Equal(2944, most);
    }

    [Fact]
    public void MoreDocumentsThanLinksCanNameAreAClearError()
    {
        var error = Assert.Throws<CannotRunException>(() => new PairLinks(600_000_000, 1, new BlockPool(0)));

        Assert.Contains("536870912 documents", error.Message, StringComparison.Ordinal);
    }

    private static CandidatePair[] Count(int documents, int allPairsLimit, params int[][] buckets) =>
        Count(documents, allPairsLimit, buckets, (_, _, _) => true);

    private static CandidatePair[] Count(int documents, int allPairsLimit, int[][] buckets, PairLinks.PairVisitor visit)
    {
        using var links = new PairLinks(documents, 2, new BlockPool(1 << 20));
        var writer = links.Writer();
        foreach (var bucket in buckets)
            links.Link(
                writer, Array.ConvertAll(bucket, document => 77UL << 32 | (uint)document),
                new IndexingOptions { AllPairsLimit = allPairsLimit });
        writer.Flush();
        return links.Count(PartOf.Whole, () => visit);
    }
}
