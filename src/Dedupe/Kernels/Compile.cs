using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>How loops are compiled that take most of a run's time.</summary>
internal static class Compile
{
    /// <summary>
    /// Fully, at the first call. A run lasts a second or two: in that time the runtime would first walk such a loop as
    /// it was precompiled, without the calls inlined that make vectors fast, or not optimised at all.
    /// </summary>
    public const MethodImplOptions Fully = MethodImplOptions.AggressiveOptimization;
}
