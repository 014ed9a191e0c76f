using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class RadixSortTests
{
    public static TheoryData<string, ulong, ulong> Shapes => new()
    {
        { "spread", 0x9E37_79B9_7F4A_7C15, 0 },
        { "small: equal upper bits", 1, 0 },
        { "largest", 1, ulong.MaxValue - 300 },
        { "upper bits only", 1UL << 55, 0 },
        { "around the lowest digit of the passes", 1UL << 41, 0 },
        { "all equal", 0, 42 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SortsAsTheLibraryDoes(string shape, ulong factor, ulong offset)
    {
        var random = new Random(shape.Length);
        foreach (var count in (int[])[0, 1, 2, 3, 511, 512, 513, 1000, 20_000])
        {
            var entries = Enumerable.Range(0, count)
                .Select(_ => unchecked(((ulong)random.Next(300) * factor) + offset))
                .ToArray();
            var expected = entries.Order().ToArray();
            var hashed = (ulong[])entries.Clone();

            RadixSort.SortHashed(hashed, new ulong[count]);
            RadixSort.Sort(entries, new ulong[count + 7]);

            Assert.Equal(expected, hashed);
            Assert.Equal(expected, entries);
        }
    }

    [Fact]
    public void LongRunsOfOneKeyAreSortedByDocument()
    {
        var random = new Random(4);
        var entries = Enumerable.Range(0, 30_000)
            .Select(_ => ((ulong)random.Next(3) << 60) | (uint)random.Next(1000))
            .ToArray();
        var expected = entries.Order().ToArray();

        RadixSort.SortHashed(entries, new ulong[entries.Length]);

        Assert.Equal(expected, entries);
    }

    [Fact]
    public void LowBitsThatAreNotComparedKeepTheirOrder()
    {
        var random = new Random(5);
        var entries = Enumerable.Range(0, 5000)
            .Select(i => ((ulong)random.Next(50) << 13) | (uint)(i & 0x7FF))
            .ToArray();
        var expected = entries.OrderBy(entry => entry >> 11).ToArray();

        RadixSort.Sort(entries, new ulong[entries.Length], fromBit: 11);

        Assert.Equal(expected, entries);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SortsFewEntriesOfAnyNumber(string shape, ulong factor, ulong offset)
    {
        var random = new Random(shape.Length);
        for (var count = 0; count < 600; count++)
        {
            var entries = Enumerable.Range(0, count)
                .Select(_ => unchecked(((ulong)random.Next(300) * factor) + offset))
                .ToArray();
            var expected = entries.Order().ToArray();

            RadixSort.SortShort(entries, new ulong[count]);

            Assert.Equal(expected, entries);
        }
    }
}
