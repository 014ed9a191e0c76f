using Dedupe.Kernels;
using Xunit;

namespace Dedupe.Tests.Kernels;

/// <summary>
/// Every width agrees with the scalar specification bit for bit, also those that this processor only emulates.
/// </summary>
public sealed class KernelConformanceTests
{
    public static TheoryData<string> Widths => [.. Enum.GetNames<KernelWidth>()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void ShinglesAtEveryLength(string width)
    {
        var random = new Random(1);
        foreach (var size in (int[])[1, 2, 5, 8, 32])
        {
            for (var count = 0; count < 70; count++)
            {
                var words = Enumerable.Range(0, count)
                    .Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))
                    .ToArray();
                var expected = new ulong[count];
                var actual = new ulong[count];
                var length = ShingleKernel.For(KernelWidth.Scalar).Hash(words, size, expected);
                Assert.Equal(length, ShingleKernel.For(Parse(width)).Hash(words, size, actual));
                Assert.Equal(expected, actual);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void WindowMinimaAtEveryLength(string width)
    {
        var random = new Random(2);
        foreach (var window in (int[])[1, 2, 3, 7, 8, 9, 21, 64])
        {
            for (var count = 0; count < 90; count++)
            {
                var values = Enumerable.Range(0, count)
                    .Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))
                    .ToArray();
                var minima = values.ToArray();
                var length = WindowMinimaKernel.For(Parse(width)).Reduce(minima, window);
                Assert.Equal(Math.Max(0, count - window + 1), length);
                for (var start = 0; start < length; start++)
                    Assert.Equal(values.AsSpan(start, window).ToArray().Min(), minima[start]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void NewValuesAtEveryLength(string width)
    {
        var random = new Random(3);
        foreach (var different in (int[])[1, 2, 3, 1000])
        {
            for (var count = 1; count < 70; count++)
            {
                var values = Enumerable.Range(0, count).Select(_ => (ulong)random.Next(different) << 60 | 7).ToArray();
                var taken = new ulong[count + WindowMinimaKernel.Room];
                var length = WindowMinimaKernel.For(Parse(width)).TakeNew(values, taken);
                Assert.Equal(values.Where((value, i) => i == 0 || value != values[i - 1]), taken[..length]);
            }
        }
    }

    [Fact]
    public void LowHalvesAtEveryLength()
    {
        var random = new Random(5);
        for (var count = 0; count < 70; count++)
        {
            var values = Enumerable.Range(0, count)
                .Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))
                .ToArray();
            var halves = new uint[count];
            LowHalves.Of(values, halves);
            Assert.Equal(values.Select(value => (uint)(value & uint.MaxValue)), halves);
        }
    }

    [Fact]
    public void FoldedBlocksOfEveryByteAtEveryPlace()
    {
        var random = new Random(4);
        for (var value = 0; value < 256; value++)
        {
            for (var place = 0; place < IFoldBlock.Size; place++)
            {
                var text = new byte[IFoldBlock.Size];
                if (place % 2 == 0)
                    Array.Fill(text, (byte)'!');
                else
                    random.NextBytes(text);
                text[place] = (byte)value;
                CheckBlock<FoldBlockV128>(text);
                CheckBlock<FoldBlockV256>(text);
                CheckBlock<FoldBlockV512>(text);
            }
        }
    }

    private static void CheckBlock<TBlock>(byte[] text)
        where TBlock : struct, IFoldBlock
    {
        var expected = new byte[IFoldBlock.Size];
        var actual = new byte[IFoldBlock.Size];
        Assert.Equal(
            FoldBlockScalar.Fold(text, expected, out var high, out var inside),
            TBlock.Fold(text, actual, out var alsoHigh, out var alsoInside));
        Assert.Equal((high, inside), (alsoHigh, alsoInside));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void PlacesOfUpTo32Bits()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 5000; trial++)
        {
            // Runs of bits have starts; their number goes from none to every second place.
            var runs = trial % 3 == 0
                ? 0x5555_5555_5555_5555UL << (trial & 1)
                : (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            var starts = runs & ~(runs << 1);
            if (trial % 5 == 0)
                starts &= (ulong)random.NextInt64() & (ulong)random.NextInt64();
            int[] expected =
                [.. Enumerable.Range(0, 64).Where(bit => (starts >> bit & 1) != 0).Select(bit => bit + trial)];
            Assert.Equal(expected, Places<FoldBlockScalar>(starts, trial, expected.Length));
            Assert.Equal(expected, Places<FoldBlockV128>(starts, trial, expected.Length));
            Assert.Equal(expected, Places<FoldBlockV256>(starts, trial, expected.Length));
            Assert.Equal(expected, Places<FoldBlockV512>(starts, trial, expected.Length));
        }
    }

    [Fact]
    public void StringBlocksOfEveryByteAtEveryPlace()
    {
        for (var value = 0; value < 256; value++)
        {
            for (var place = 0; place < IStringBlock.Size; place++)
            {
                var text = new byte[IStringBlock.Size];
                Array.Fill(text, (byte)'x');
                text[place] = (byte)value;
                CheckString<StringBlockV128>(text);
                CheckString<StringBlockV256>(text);
                CheckString<StringBlockV512>(text);
            }
        }
    }

    private static void CheckString<TBlock>(byte[] text)
        where TBlock : struct, IStringBlock
    {
        var copy = new byte[IStringBlock.Size];
        var (high, alsoHigh) = (0UL, 0UL);
        Assert.Equal(StringBlockScalar.Copy(text, copy, ref high), TBlock.Copy(text, copy, ref alsoHigh));
        Assert.Equal(high != 0, alsoHigh != 0);
        Assert.Equal(text, copy);
    }

    private static int[] Places<TBlock>(ulong bits, int offset, int count)
        where TBlock : struct, IFoldBlock
    {
        var places = new int[BitPlaces.Room];
        TBlock.Places(bits, offset, places);
        return places[..count];
    }

    private static KernelWidth Parse(string width) => Enum.Parse<KernelWidth>(width);
}
