using System.Text;
using Dedupe.Kernels;
using Xunit;

namespace Dedupe.Tests.Kernels;

public sealed class ShingleHashTests
{
    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(4, 5, 0)]
    [InlineData(5, 5, 1)]
    [InlineData(9, 5, 5)]
    [InlineData(3, 1, 3)]
    [InlineData(32, 32, 1)]
    public void ThereIsOneForEveryPlaceThatHasEnoughWords(int words, int size, int expected)
    {
        var shingles = new ulong[words];

        Assert.Equal(expected, ShingleKernel.For(KernelRegistry.Active).Hash(Words(words), size, shingles));
        Assert.Equal(expected, shingles.Count(shingle => shingle != 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(32)]
    public void AShingleDependsOnItsOwnWordsOnly(int size)
    {
        var words = Words(80);
        var all = new ulong[80];
        var count = ShingleKernel.For(KernelRegistry.Active).Hash(words, size, all);
        for (var start = 0; start < count; start++)
        {
            var one = new ulong[1];
            ShingleKernel.For(KernelRegistry.Active).Hash(words.AsSpan(start, size), size, one);
            Assert.Equal(one[0], all[start]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(32)]
    public void EveryTwoPlacesCanBeToldApart(int size)
    {
        var words = Words(size);
        var seen = new HashSet<ulong> { One(words) };
        for (var x = 0; x < size; x++)
        {
            for (var y = x + 1; y < size; y++)
            {
                (words[x], words[y]) = (words[y], words[x]);
                Assert.True(seen.Add(One(words)), $"places {x} and {y}");
                (words[x], words[y]) = (words[y], words[x]);
            }
        }
    }

    [Fact]
    public void AMillionShinglesOfFewWordsDoNotCollide()
    {
        // All sequences of five words out of sixteen: repeated words in every order.
        var vocabulary = Words(16);
        var seen = new HashSet<ulong>();
        var words = new ulong[5];
        for (var number = 0; number < 1 << 20; number++)
        {
            for (var place = 0; place < 5; place++)
                words[place] = vocabulary[(number >> (4 * place)) & 15];
            Assert.True(seen.Add(One(words)), $"sequence {number:x5}");
        }
    }

    [Fact]
    public void ShinglesOfFiguresAreSpread()
    {
        // Tables of figures: short words that differ in few bits, two of them side by side, give 640,000 shingles.
        var words = Words(5);
        var seen = new HashSet<ulong>();
        var low = new HashSet<uint>();
        var ones = new int[64];
        for (var x = 0; x < 800; x++)
        {
            words[1] = WordHash.Of(Encoding.ASCII.GetBytes(x.ToString()));
            for (var y = 0; y < 800; y++)
            {
                words[2] = WordHash.Of(Encoding.ASCII.GetBytes(y.ToString()));
                var shingle = One(words);
                Assert.True(seen.Add(shingle), $"{x} {y}");
                low.Add((uint)shingle);
                for (var bit = 0; bit < 64; bit++)
                    ones[bit] += (int)(shingle >> bit) & 1;
            }
        }

        // Signatures are made of the lower 32 bits: of n values n^2 / 2^33 = 48 collide by chance.
        Assert.InRange(seen.Count - low.Count, 20, 80);
        Assert.All(ones, count => Assert.InRange(count / 640_000.0, 0.497, 0.503));
    }

    private static ulong One(ulong[] words)
    {
        var shingle = new ulong[1];
        Assert.Equal(1, ShingleKernel.For(KernelRegistry.Active).Hash(words, words.Length, shingle));
        return shingle[0];
    }

    private static ulong[] Words(int count) =>
        [.. Enumerable.Range(0, count).Select(number => WordHash.Of(Encoding.UTF8.GetBytes($"word{number}")))];
}
