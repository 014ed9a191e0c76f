namespace Dedupe.Kernels;

/// <summary>
/// The implementations of the hot loops. All agree bit for bit; <see cref="Scalar"/> is the specification.
/// </summary>
internal enum KernelWidth
{
    /// <summary>One value at a time.</summary>
    Scalar,
    /// <summary>128-bit vectors (SSE, NEON).</summary>
    V128,
    /// <summary>256-bit vectors (AVX2).</summary>
    V256,
    /// <summary>512-bit vectors (AVX-512).</summary>
    V512,
}
