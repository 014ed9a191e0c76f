using Dedupe.Kernels;
using Xunit;

namespace Dedupe.Tests.Kernels;

public sealed class MinHashKernelTests
{
    // Also kernels wider than the processor: the runtime then runs them in software, slowly and with the same result.
    public static TheoryData<string> Widths => [.. Enum.GetValues<KernelWidth>().Select(KernelRegistry.Name)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void AgreesWithTheScalarKernelBitForBit(string name)
    {
        var width = Enum.GetValues<KernelWidth>().Single(each => KernelRegistry.Name(each) == name);
        var random = new Random(1);
        foreach (var slots in (int[])[64, 128, 192])
        {
            foreach (var count in Enumerable.Range(0, 71).Append(1000))
            {
                var hashes = Values(random, count);
                var multipliers = Values(random, slots);
                var offsets = Values(random, slots);
                var expected = count % 3 == 0
                    ? Values(random, slots)
                    : Enumerable.Repeat(uint.MaxValue, slots).ToArray();
                var actual = (uint[])expected.Clone();

                new MinHashScalar().Update(hashes, multipliers, offsets, expected);
                MinHashKernel.For(width).Update(hashes, multipliers, offsets, actual);

                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void TheScalarKernelIsTheFormula()
    {
        var minima = Enumerable.Repeat(uint.MaxValue, MinHashKernel.SlotBlock).ToArray();
        var multipliers = new uint[MinHashKernel.SlotBlock];
        var offsets = new uint[MinHashKernel.SlotBlock];
        (multipliers[0], offsets[0]) = (3, 10);
        (multipliers[1], offsets[1]) = (0x8000_0001, 5);
        minima[2] = 7;
        offsets[2] = 8;

        new MinHashScalar().Update([5, 2, 0xFFFF_FFFF], multipliers, offsets, minima);

        Assert.Equal(7u, minima[0]); // 3 * (2^32 - 1) + 10 = 7 mod 2^32; the others give 25 and 16
        Assert.Equal(7u, minima[1]); // 2 * (2^31 + 1) + 5 = 7; 5 gives 2^31 + 10; 2^32 - 1 gives 2^31 + 4
        Assert.Equal(7u, minima[2]); // an earlier minimum stays
    }

    [Fact]
    public void UpdatingInPartsIsUpdatingAtOnce()
    {
        var random = new Random(2);
        var (multipliers, offsets) = Dedupe.Signing.Permutations.Of(128);
        var hashes = Values(random, 500);
        foreach (var width in KernelRegistry.Supported)
        {
            var kernel = MinHashKernel.For(width);
            var whole = Enumerable.Repeat(uint.MaxValue, 128).ToArray();
            var parts = Enumerable.Repeat(uint.MaxValue, 128).ToArray();

            kernel.Update(hashes, multipliers, offsets, whole);
            kernel.Update(hashes.AsSpan(123), multipliers, offsets, parts);
            kernel.Update(hashes.AsSpan(0, 123), multipliers, offsets, parts);

            Assert.Equal(whole, parts);
        }
    }

    private static uint[] Values(Random random,
        int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(8) switch
    {
        0 => 0u,
        1 => uint.MaxValue,
        2 => 0x8000_0000u,
        3 => 0x7FFF_FFFFu,
        _ => (uint)random.NextInt64(1L << 32),
    })];
}
