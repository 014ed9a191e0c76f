using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class KeyIndexTests
{
    public static TheoryData<string, ulong, ulong> KeyShapes => new()
    {
        { "spread", 0x9E37_79B9_7F4A_7C15, 0 },
        { "small: equal upper bits", 1, 0 },
        { "largest", 1, ulong.MaxValue - 300 },
        { "upper bits only", 1UL << 55, 0 },
        { "around the lowest sorted bit", 1UL << 30, 0 },
        { "one key", 0, 42 },
    };

    [Theory]
    [MemberData(nameof(KeyShapes))]
    public void AgreesWithLinq(string shape, ulong factor, ulong offset)
    {
        var random = new Random(shape.Length);
        foreach (var count in (int[])[0, 1, 2, 3, 1000, 20_000])
        {
            var entries = Enumerable.Range(0, count)
                .Select(_ => (Key: unchecked(((ulong)random.Next(300) * factor) + offset), Document: random.Next(50)))
                .ToArray();
            var expected = entries.Distinct()
                .GroupBy(entry => entry.Key, entry => entry.Document)
                .Where(bucket => bucket.Skip(1).Any())
                .OrderBy(bucket => bucket.Key)
                .Select(bucket => $"{bucket.Key}: {string.Join(' ', bucket.Order())}");

            var index = new KeyIndex([.. entries.Select(entry => entry.Key)], [.. entries.Select(entry => entry.Document)]);
            var actual = new List<string>();
            index.ForEachBucket((_, key, documents) => actual.Add($"{key}: {string.Join(' ', documents.ToArray())}"));

            Assert.Equal(expected, actual);
            Assert.Equal(entries.Distinct().Count(), index.Count);
        }
    }

    [Fact]
    public void RadixSortSortsByKeyThenDocument()
    {
        var random = new Random(8);
        for (var trial = 0; trial < 50; trial++)
        {
            // Keys that agree in the upper 33 bits and keys that do not, mixed.
            var entries = Enumerable.Range(0, random.Next(3000))
                .Select(_ => (Key: ((ulong)random.Next(16) << 60) + ((ulong)random.Next(3) << 31) + (ulong)random.Next(5), Document: random.Next(100)))
                .ToArray();
            ulong[] keys = [.. entries.Select(entry => entry.Key)];
            int[] documents = [.. entries.Select(entry => entry.Document)];

            RadixSort.Sort(ref keys, ref documents);

            Assert.Equal(entries.Order(), keys.Zip(documents));
        }
    }
}
