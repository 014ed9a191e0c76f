using System.Runtime.CompilerServices;

namespace Dedupe.Kernels;

/// <summary>
/// Tells of nearly every word of a text that it is none of a few hundred known ones: one bit for some bits of a hash,
/// in 8 kB that stay in the cache. About one word in a hundred passes by chance. Source: Bloom 1970, Space/time
/// trade-offs in hash coding with allowable errors.
/// </summary>
internal sealed class HashFilter
{
    private const int Words = 1024;

    private readonly ulong[] bits = new ulong[Words];

    /// <summary>A filter that lets some hashes pass.</summary>
    public static HashFilter Of(IEnumerable<ulong> hashes)
    {
        var filter = new HashFilter();
        foreach (var hash in hashes)
            filter.Add(hash);
        return filter;
    }

    /// <summary>Lets a hash pass.</summary>
    public void Add(ulong hash) => bits[Slot(hash)] |= Bit(hash);

    /// <summary>False when a hash was not added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHave(ulong hash) => (bits[Slot(hash)] & Bit(hash)) != 0;

    /// <summary>
    /// The place of the first hash, from one on, that may have been added; as many as there are when there is none.
    /// </summary>
    [MethodImpl(Compile.Fully)]
    public int Next(ReadOnlySpan<ulong> hashes, int from)
    {
        var table = bits;
        while (from < hashes.Length && (table[Slot(hashes[from])] & Bit(hashes[from])) == 0)
            from++;
        return from;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(ulong hash) => (int)(hash >> 6) & (Words - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bit(ulong hash) => 1UL << (int)(hash & 63);
}
