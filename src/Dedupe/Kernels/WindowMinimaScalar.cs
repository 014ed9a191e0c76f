using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>The specification of <see cref="WindowMinimaKernel"/>.</summary>
internal sealed class WindowMinimaScalar : WindowMinimaKernel
{
    /// <inheritdoc/>
    [MethodImpl(Compile.Fully)]
    protected override void Halve(Span<ulong> values, int count, int distance)
    {
        for (var at = 0; at < count; at++)
            values[at] = Math.Min(values[at], values[at + distance]);
    }
}
