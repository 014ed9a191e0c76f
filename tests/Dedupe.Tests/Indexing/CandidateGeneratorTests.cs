using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class CandidateGeneratorTests
{
    [Fact]
    public void ASmallBucketProposesAllItsPairs()
    {
        var pairs = Propose(Bucket(7, 24));

        Assert.Equal(24 * 23 / 2, pairs.Length);
        Assert.All(pairs, pair => Assert.Equal(1, pair.SharedKeys));
    }

    [Fact]
    public void SharedKeysAreCountedOverBucketsAndPairsAreSorted()
    {
        var pairs = Propose([(1, 3), (1, 0), (2, 0), (2, 3), (2, 1), (3, 0), (3, 0), (9, 5)]);

        Assert.Equal([new CandidatePair(0, 1, 1), new CandidatePair(0, 3, 2), new CandidatePair(1, 3, 1)], pairs);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(5000)]
    public void ALargeBucketIsLinearAndLinksEveryMemberToTheFirst(int size)
    {
        var pairs = Propose(Bucket(7, size));

        Assert.InRange(pairs.Length, size - 1, 12 * size);
        Assert.Equal(Enumerable.Range(1, size - 1), pairs.Where(pair => pair.A == 0).Select(pair => pair.B));
        for (var document = 1; document < size; document++)
            Assert.Contains(new CandidatePair(document - 1, document, 1), pairs);
        Assert.Equal(pairs.Distinct().OrderBy(pair => (pair.A, pair.B)), pairs);
    }

    [Fact]
    public void BucketsCanBeRefusedByNumberAndSize()
    {
        var index = Index([(1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (3, 4), (3, 5)]);

        var pairs = CandidateGenerator.Propose(index, new IndexingOptions(), (bucket, size) => bucket != 2 && size == 2);

        Assert.Equal([new CandidatePair(0, 1, 1)], pairs);
    }

    private static IEnumerable<(ulong, int)> Bucket(ulong key, int size) => Enumerable.Range(0, size).Select(document => (key, document));

    private static CandidatePair[] Propose(IEnumerable<(ulong, int)> entries) =>
        CandidateGenerator.Propose(Index(entries), new IndexingOptions { AllPairsLimit = 24 });

    private static KeyIndex Index(IEnumerable<(ulong Key, int Document)> entries) =>
        new([.. entries.Select(entry => entry.Key)], [.. entries.Select(entry => entry.Document)]);
}
