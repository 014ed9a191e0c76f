using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Signing;

public sealed class WinnowingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(21)]
    public void EveryWindowHoldsASampleOfItsSmallest(int window)
    {
        var random = new Random(window);
        for (var trial = 0; trial < 200; trial++)
        {
            var shingles = Values(random, random.Next(1, 120), trial % 2 == 0 ? 4 : int.MaxValue);
            var sample = Sample(shingles, window).ToHashSet();

            for (var start = 0; start + window <= shingles.Length; start++)
                Assert.Contains(shingles.AsSpan(start, window).ToArray().Min(), sample);
            Assert.Subset(shingles.ToHashSet(), sample);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void ASharedRunOfOneWindowGivesASharedKey(int window)
    {
        var random = new Random(100 + window);
        for (var trial = 0; trial < 500; trial++)
        {
            var run = Values(random, window, int.MaxValue);
            ulong[] a =
                [.. Values(random, random.Next(50), int.MaxValue), .. run,
                    .. Values(random, random.Next(50), int.MaxValue)];
            ulong[] b =
                [.. Values(random, random.Next(50), int.MaxValue), .. run,
                    .. Values(random, random.Next(50), int.MaxValue)];

            Assert.NotEmpty(Sample(a, window).Intersect(Sample(b, window)).Intersect(run));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(20)]
    public void TheDensityIsTwoInAWindowAndOne(int window)
    {
        var shingles = Values(new Random(5), 100_000, int.MaxValue);

        Assert.InRange(Sample(shingles, window).Count / 100_000.0 * (window + 1) / 2, 0.97, 1.03);
    }

    [Fact]
    public void EachPlaceIsTakenOnceAndInOrder()
    {
        var random = new Random(6);
        var shingles = Values(random, 5000, int.MaxValue);
        var places = Sample(shingles, 8).Select(key => Array.IndexOf(shingles, key)).ToList();

        Assert.Equal(places.Distinct().Order(), places);
    }

    [Fact]
    public void OfEqualSmallestTheRightmostIsTaken() =>
        // Windows of three: the 1 at place 2 serves the first three windows, so the 1 at place 0 is never taken.
        Assert.Equal([1UL, 2UL], Sample([1, 5, 1, 4, 3, 2], 3));

    [Fact]
    public void ShortTextsGiveTheirSmallest()
    {
        Assert.Equal([3UL], Sample([7, 3, 9], 8));
        Assert.Empty(Sample([], 8));
    }

    private static ulong[] Values(Random random, int count, int range) =>
        [.. Enumerable.Range(0,
            count).Select(_ => range == int.MaxValue ? (ulong)random.NextInt64() : (ulong)random.Next(range))];

    private static List<ulong> Sample(ulong[] shingles, int window)
    {
        var sample = new List<ulong>();
        new Winnowing(window).Sample(shingles, sample);
        return sample;
    }
}
