using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Signing;

/// <summary>
/// Samples shingle hashes so that of every <c>window</c> consecutive ones at least one is taken, and equal runs give
/// equal samples: the smallest of each window. Density about 2/(window+1). Source: Schleimer, Wilkerson and Aiken 2003,
/// Winnowing: local algorithms for document fingerprinting. One a worker: it owns its buffer.
/// </summary>
internal sealed class Winnowing(int window)
{
    private readonly WindowMinimaKernel kernel = WindowMinimaKernel.For(KernelRegistry.Active);
    private ulong[] minima = new ulong[1024];

    /// <summary>
    /// Appends the sampled hashes, in order of place, each once for the consecutive windows it is the smallest of;
    /// texts shorter than one window give their smallest hash.
    /// </summary>
    [MethodImpl(Compile.Fully)]
    public void Sample(ReadOnlySpan<ulong> shingles, List<ulong> sample)
    {
        if (shingles.IsEmpty)
            return;

        if (minima.Length < shingles.Length)
            minima = new ulong[2 * shingles.Length];
        shingles.CopyTo(minima);
        var windows = kernel.Reduce(minima.AsSpan(0, shingles.Length), Math.Min(window, shingles.Length));

        var start = sample.Count;
        CollectionsMarshal.SetCount(sample, start + windows + WindowMinimaKernel.Room);
        var count = kernel.TakeNew(minima.AsSpan(0, windows), CollectionsMarshal.AsSpan(sample)[start..]);
        CollectionsMarshal.SetCount(sample, start + count);
    }
}
