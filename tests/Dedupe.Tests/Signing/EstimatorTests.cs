using Dedupe.Kernels;
using Dedupe.Signing;
using Xunit;

namespace Dedupe.Tests.Signing;

/// <summary>
/// The estimator: unbiased, and as sharp as independent slots would be. Correlated permutations show in the error.
/// </summary>
public sealed class EstimatorTests
{
    private const int Slots = 128;
    private const int SetSize = 400;
    private const int Trials = 4000;

    private readonly Signature signature = new(Slots);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void IsUnbiasedAndSharp(int tenths)
    {
        // |A and B| = c of two sets of n each: J = c / (2n - c).
        var common = (int)Math.Round(2.0 * SetSize * tenths / (10 + tenths));
        var jaccard = common / (2.0 * SetSize - common);
        var state = (ulong)tenths << 32;
        var a = new ulong[SetSize];
        var b = new ulong[SetSize];
        double sum = 0, squares = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            for (var i = 0; i < SetSize; i++)
            {
                a[i] = Mix.Finish(state += 0x9E37_79B9_7F4A_7C15);
                b[i] = i < common ? a[i] : Mix.Finish(state += 0x9E37_79B9_7F4A_7C15);
            }

            var error = Estimate(a, b) - jaccard;
            sum += error;
            squares += error * error;
        }

        var bias = sum / Trials;
        var ratio = Math.Sqrt(squares / Trials) / Math.Sqrt(jaccard * (1 - jaccard) / Slots);
        Assert.True(Math.Abs(bias) < 0.002, $"J = {jaccard:f4}: bias {bias:f5}");
        Assert.True(ratio is > 0.9 and < 1.1, $"J = {jaccard:f4}: error is {ratio:f3} times that of independent slots");
    }

    [Fact]
    public void NoTwoSlotsAreAlike()
    {
        var (multipliers, offsets) = Permutations.Of(4096);

        Assert.All(multipliers, multiplier => Assert.Equal(1u, multiplier & 1));
        Assert.Equal(4096, multipliers.Distinct().Count());
        Assert.Equal(4096, multipliers.Zip(offsets).Distinct().Count());
        // A multiplier that is another's negative turns its order around.
        Assert.Empty(multipliers.Intersect(multipliers.Select(multiplier => unchecked(0u - multiplier))));
    }

    [Fact]
    public void AShorterSignatureStartsTheLongerOne()
    {
        var (shorter, _) = Permutations.Of(64);
        var (longer, _) = Permutations.Of(192);

        Assert.Equal(shorter, longer[..64]);
    }

    [Fact]
    public void TheSignatureIsThatOfTheSet()
    {
        ulong[] shingles = [5, 99, 1 << 20, 7];

        var values = signature.Of(shingles).ToArray();

        Assert.Equal(Slots, values.Length);
        Assert.Equal(values, signature.Of([7, 7, 1 << 20, 5, 99, 5]).ToArray());
        Assert.Equal(Enumerable.Repeat(uint.MaxValue, Slots), signature.Of([]).ToArray());
    }

    private double Estimate(ulong[] a, ulong[] b)
    {
        Span<uint> first = stackalloc uint[Slots];
        signature.Of(a).CopyTo(first);
        var second = signature.Of(b);
        var equal = 0;
        for (var slot = 0; slot < Slots; slot++)
            equal += first[slot] == second[slot] ? 1 : 0;
        return equal / (double)Slots;
    }
}
