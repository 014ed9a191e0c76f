using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class CandidatePairTests
{
    // Pairs of four documents: of two lists the same pairs, one beside the other, and all between are met.
    [Fact]
    public void OfAPairInBothListsThatOfTheSecondStays()
    {
        var random = new Random(8);
        for (var round = 0; round < 500; round++)
        {
            var (first, second) = (Some(random, 1), Some(random, 2));
            var expected = second.UnionBy(first, static pair => (pair.A, pair.B))
                .OrderBy(static pair => (pair.A, pair.B));

            Assert.Equal(expected, CandidatePair.Merge(first, second));
        }
    }

    private static CandidatePair[] Some(Random random, int sharedKeys) =>
    [
        .. from a in Enumerable.Range(0, 3)
           from b in Enumerable.Range(a + 1, 3 - a)
           where random.Next(2) == 0
           select new CandidatePair(a, b, sharedKeys),
    ];
}
