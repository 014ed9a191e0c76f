using System.Text;
using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Signing;

public sealed class IdOrderTests
{
    [Fact]
    public void SortsAsBytesDo()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 100; trial++)
        {
            // Long common starts, zero bytes at ends, ids that begin others, equal ids.
            var prefix = new string('p', random.Next(0, 40));
            var ids = Enumerable.Range(0, random.Next(0, 400))
                .Select(
                    _ => Encoding.UTF8.GetBytes(
                        prefix + new string(
                            [.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => "\0aé中"[random.Next(4)])])))
                .ToArray();

            var order = IdOrder.Sort([.. Enumerable.Range(0, ids.Length)], i => ids[i]);

            Assert.Equal(Enumerable.Range(0, ids.Length), order.Order());
            for (var i = 1; i < order.Length; i++)
                Assert.True(ids[order[i - 1]].AsSpan().SequenceCompareTo(ids[order[i]]) <= 0);
        }
    }

    [Fact]
    public void IdsThatPeelOffOneByOneNeedNoDepth()
    {
        // Each id is eight bytes longer than the one before and begins with it.
        var ids = Enumerable.Range(1, 3000).Select(i => new byte[8 * i]).ToArray();

        var order = IdOrder.Sort([.. Enumerable.Range(0, ids.Length)], i => ids[ids.Length - 1 - i]);

        Assert.Equal(Enumerable.Range(0, 3000).Reverse(), order);
    }
}
