using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>The specification of <see cref="MinHashKernel"/>.</summary>
internal sealed class MinHashScalar : MinHashKernel
{
    /// <inheritdoc/>
    [MethodImpl(Compile.Fully)]
    public override void Update(
        ReadOnlySpan<uint> hashes, ReadOnlySpan<uint> multipliers, ReadOnlySpan<uint> offsets, Span<uint> minima)
    {
        for (var slot = 0; slot < minima.Length; slot++)
        {
            var minimum = minima[slot];
            foreach (var hash in hashes)
                minimum = Math.Min(minimum, unchecked((hash * multipliers[slot]) + offsets[slot]));
            minima[slot] = minimum;
        }
    }
}
