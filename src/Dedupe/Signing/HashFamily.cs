using System.IO.Hashing;
using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Signing;

/// <summary>
/// The functions from text to keys, as one versioned whole: folding tables, credits that are left out (from version 2
/// on), word hash, shingle hash, permutations, band keys, content hash (from version 3 on with the signs that belong to
/// figures). The manifest and the summary of a run carry the version; resuming a run of another one is refused. Golden
/// vectors in the tests fix it.
/// </summary>
public static class HashFamily
{
    /// <summary>The version of this build. Goes up with any change of any hash, fold or built-in credit.</summary>
    public const int Version = 3;

    /// <summary>
    /// The key of a band: the band's number is in it, because equal values in different bands are no evidence.
    /// </summary>
    /// <param name="rows">The band's values of the signature.</param>
    /// <param name="band">The band's number.</param>
    internal static ulong BandKey(ReadOnlySpan<uint> rows, int band) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(rows), seed: band);

    /// <summary>
    /// The kernel in use: scalar, v128, v256 or v512. The environment variable DEDUPE_KERNEL pins one.
    /// </summary>
    /// <exception cref="InvalidOperationException">The pin names no kernel that this processor runs.</exception>
    public static string Kernel => KernelRegistry.Name(KernelRegistry.Active);

    /// <summary>The kernels this processor runs, narrowest first.</summary>
    public static IReadOnlyList<string> AvailableKernels => [.. KernelRegistry.Supported.Select(KernelRegistry.Name)];
}
