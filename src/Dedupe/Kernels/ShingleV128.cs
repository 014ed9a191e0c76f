using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector128;
using Vec = System.Runtime.Intrinsics.Vector128<ulong>;

namespace Dedupe.Kernels;

/// <summary><see cref="ShingleKernel"/> with 128-bit vectors: neighbouring shingles side by side.</summary>
internal sealed class ShingleV128 : ShingleKernel
{
    /// <inheritdoc/>
    [MethodImpl(Compile.Fully)]
    protected override void Fill(ReadOnlySpan<ulong> words, int size, Span<ulong> shingles)
    {
        var start = 0;
        for (; start + Vec.Count <= shingles.Length; start += Vec.Count)
        {
            var sum = Vec.Zero;
            for (var place = start + size - 1; place >= start; place--)
                sum = (
                    V.ShiftLeft(sum, RotationStep) | V.ShiftRightLogical(sum,
                    64 - RotationStep)) ^ V.Create<ulong>(words[place..]);
            V.CopyTo(Finish(sum), shingles[start..]);
        }

        for (; start < shingles.Length; start++)
            shingles[start] = ShingleScalar.HashOne(words.Slice(start, size));
    }

    // Mix.Finish, side by side.
    private static Vec Finish(Vec value)
    {
        value = (value ^ V.ShiftRightLogical(value, 30)) * V.Create(0xBF58476D1CE4E5B9);
        value = (value ^ V.ShiftRightLogical(value, 27)) * V.Create(0x94D049BB133111EB);
        return value ^ V.ShiftRightLogical(value, 31);
    }
}
