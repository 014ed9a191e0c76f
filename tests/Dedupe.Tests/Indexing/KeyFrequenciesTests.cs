using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class KeyFrequenciesTests
{
    private const ulong KeyMask = (1UL << 40) - 1;

    [Fact]
    public void AgreesWithADictionary()
    {
        var random = new Random(9);
        var expected = new Dictionary<ulong, int>();
        var table = new KeyFrequencies();
        for (var i = 0; i < 50_000; i++)
        {
            // Zero, small keys in sequence, those of one partition and spread ones; some are set twice.
            var key =
                (i % 4) switch
                {
                    0 => (ulong)random.Next(1000),
                    1 => (ulong)i << 24,
                    2 => (ulong)i << 8,
                    _ => (ulong)random.NextInt64()
                } & KeyMask;
            expected[key] = 1 + random.Next(255);
            Add(table, key, expected[key]);
        }

        Assert.All(expected, entry => Assert.Equal(entry.Value, table[entry.Key]));
        for (var i = 0; i < 10_000; i++)
        {
            var key = (ulong)random.NextInt64() & KeyMask;
            Assert.Equal(expected.GetValueOrDefault(key), table[key]);
        }
    }

    [Fact]
    public void AnEmptyTableKnowsNothing()
    {
        var table = new KeyFrequencies();

        Assert.Equal(0, table[0]);
        Assert.Equal(0, table[KeyMask]);
    }

    [Fact]
    public void AKeyTakesSevenBytes()
    {
        var random = new Random(10);
        var table = new KeyFrequencies();
        const int Keys = 1_000_000;
        for (var i = 0; i < Keys; i++)
            Add(table, (ulong)random.NextInt64() & KeyMask, 2);

        Assert.InRange((double)table.Bytes / Keys, 5, 8);
    }

    [Fact]
    public void PartitionsAreFilledSideBySide()
    {
        var table = new KeyFrequencies();
        Parallel.For(0, 256, partition =>
        {
            for (var key = 0; key < 500; key++)
                Add(table, ((ulong)key << 8) | (uint)partition, 1 + ((key + partition) % 255));
        });

        for (var partition = 0; partition < 256; partition++)
        {
            for (var key = 0; key < 500; key++)
                Assert.Equal(1 + ((key + partition) % 255), table[((ulong)key << 8) | (uint)partition]);
        }
    }

    private static void Add(KeyFrequencies table, ulong key, int count) =>
        table.Add((int)(key & 255), [(uint)(key >> 8)], [(byte)count]);
}
