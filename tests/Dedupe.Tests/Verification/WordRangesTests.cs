using Dedupe.Verification;
using Xunit;

namespace Dedupe.Tests.Verification;

public sealed class WordRangesTests
{
    [Fact]
    public void WhatIsCommonIsThatOfTheSets()
    {
        var random = new Random(3);
        for (var round = 0; round < 1000; round++)
        {
            var (x, y) = (Some(random), Some(random));
            var common = WordRanges.Common(x, y);
            Assert.Equal(Words(x).Intersect(Words(y)).Order(), Words(common));
            Assert.Equal(Words(common).Count(), WordRanges.Count(common));
        }
    }

    private static IEnumerable<int> Words(IEnumerable<WordRange> ranges) =>
        ranges.SelectMany(static range => Enumerable.Range(range.Start, range.Length));

    private static List<WordRange> Some(Random random)
    {
        var ranges = new List<WordRange>();
        for (var (count, start) = (random.Next(5), 0); count > 0; count--)
        {
            var range = new WordRange(start + random.Next(1, 4), random.Next(1, 5));
            ranges.Add(range);
            start = range.End;
        }

        return ranges;
    }
}
