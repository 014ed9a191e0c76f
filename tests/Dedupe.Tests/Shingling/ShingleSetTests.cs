using Dedupe.Shingling;
using Xunit;

namespace Dedupe.Tests.Shingling;

public sealed class ShingleSetTests
{
    [Fact]
    public void AgreesWithHashSets()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 500; trial++)
        {
            var values = Values(random, random.Next(50), 1 + random.Next(60));
            var expected = values.Distinct().Order().ToArray();

            Assert.Equal(expected, values[..ShingleSet.MakeDistinct(values)]);
        }
    }

    [Fact]
    public void MakeDistinctKeepsEveryValueOnce()
    {
        ulong[] values = [9, 1, ulong.MaxValue, 9, 0, 1, 9];

        var count = ShingleSet.MakeDistinct(values);

        Assert.Equal([0UL, 1, 9, ulong.MaxValue], values[..count]);
        Assert.Equal(0, ShingleSet.MakeDistinct([]));
    }

    private static ulong[] Values(Random random, int count, int range) =>
        [.. Enumerable.Range(0, count).Select(_ => (ulong)random.Next(range) * 0x0400_0000_0000_0001)];
}
