using Dedupe.Indexing;
using Xunit;

namespace Dedupe.Tests.Indexing;

public sealed class KeyFrequenciesTests
{
    [Fact]
    public void AgreesWithADictionary()
    {
        var random = new Random(9);
        var expected = new Dictionary<ulong, int>();
        var table = new KeyFrequencies();
        for (var i = 0; i < 50_000; i++)
        {
            // Zero, small keys in sequence and spread ones; some are set twice.
            var key = (i % 3) switch { 0 => (ulong)random.Next(1000), 1 => (ulong)i << 40, _ => (ulong)random.NextInt64() };
            expected[key] = 1 + random.Next(100);
            table.Add(key, expected[key]);
        }

        Assert.All(expected, entry => Assert.Equal(entry.Value, table[entry.Key]));
        for (var i = 0; i < 10_000; i++)
        {
            var key = (ulong)random.NextInt64();
            Assert.Equal(expected.GetValueOrDefault(key), table[key]);
        }
    }

    [Fact]
    public void AnEmptyTableKnowsNothing()
    {
        var table = new KeyFrequencies();

        Assert.Equal(0, table[0]);
        Assert.Equal(0, table[ulong.MaxValue]);
    }
}
