using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>The specification of <see cref="ShingleKernel"/>.</summary>
internal sealed class ShingleScalar : ShingleKernel
{
    /// <inheritdoc/>
    [MethodImpl(Compile.Fully)]
    protected override void Fill(ReadOnlySpan<ulong> words, int size, Span<ulong> shingles)
    {
        for (var start = 0; start < shingles.Length; start++)
            shingles[start] = HashOne(words.Slice(start, size));
    }

    /// <summary>One shingle.</summary>
    public static ulong HashOne(ReadOnlySpan<ulong> words)
    {
        var sum = 0UL;
        for (var place = words.Length - 1; place >= 0; place--)
            sum = BitOperations.RotateLeft(sum, RotationStep) ^ words[place];
        return Mix.Finish(sum);
    }
}
