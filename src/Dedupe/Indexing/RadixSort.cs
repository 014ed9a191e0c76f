using System.Numerics;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Indexing;

/// <summary>Sorts 64-bit entries in linear time: least significant digit first, 8 to 11 bits a pass.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    // Digits of hashes: fewer bits, where they are enough, so that the places written to stay in the first-level cache.
    private const int FewestDigitBits = 8;

    // So few are sorted before the counts of the digits are cleared.
    private const int Few = 1 << 9;

    private const int InsertionLimit = 24;

    /// <summary>
    /// Sorts entries whose upper halves are hashes: two passes, and the short runs that are left by comparing.
    /// </summary>
    /// <param name="entries">The entries; sorted when the call returns.</param>
    /// <param name="scratch">Memory of the same length at least; its content is lost.</param>
    [MethodImpl(Compile.Fully)]
    public static void SortHashed(Span<ulong> entries, Span<ulong> scratch)
    {
        if (entries.Length <= Few)
        {
            SortShort(entries, scratch);
            return;
        }

        // Two passes over the upper bits leave runs of a few entries, unless a key is in many documents.
        scratch = scratch[..entries.Length];
        var bits = Math.Clamp((BitOperations.Log2((uint)entries.Length) + 2) / 2, FewestDigitBits, DigitBits);
        var upper = 64 - (2 * bits);
        Pass(entries, scratch, upper, bits);
        Pass(scratch, entries, upper + bits, bits);
        for (var start = 0; start < entries.Length;)
        {
            var end = start + 1;
            while (end < entries.Length && entries[end] >> upper == entries[start] >> upper)
                end++;
            if (end - start > 1)
                SortShort(entries[start..end], scratch);
            start = end;
        }
    }

    /// <summary>Sorts some hundred entries or fewer, by comparing; more of them are sorted by their digits.</summary>
    /// <param name="entries">The entries; sorted when the call returns.</param>
    /// <param name="scratch">Memory of the same length at least; its content is lost.</param>
    [MethodImpl(Compile.Fully)]
    public static void SortShort(Span<ulong> entries, Span<ulong> scratch)
    {
        if (entries.Length <= InsertionLimit)
        {
            SortFew(entries);
            return;
        }

        if (entries.Length > Few)
        {
            Sort(entries, scratch);
            return;
        }

        // Halves in order, merged through the scratch memory: n log n whatever the entries are.
        var half = entries.Length / 2;
        SortShort(entries[..half], scratch);
        SortShort(entries[half..], scratch);
        var first = scratch[..half];
        var second = entries[half..];
        entries[..half].CopyTo(first);
        var (i, j, at) = (0, 0, 0);
        while (i < first.Length && j < second.Length)
        {
            // A move of the second half goes to a place before its own.
            var (x, y) = (first[i], second[j]);
            var takeFirst = x <= y;
            entries[at++] = takeFirst ? x : y;
            i += takeFirst ? 1 : 0;
            j += takeFirst ? 0 : 1;
        }

        first[i..].CopyTo(entries[at..]);
    }

    /// <summary>
    /// Sorts any entries by the bits from one on; digits in which they do not differ cost nothing. Stable.
    /// </summary>
    /// <param name="entries">The entries; sorted when the call returns.</param>
    /// <param name="scratch">Memory of the same length at least; its content is lost.</param>
    /// <param name="fromBit">Bits below this one are not compared.</param>
    [MethodImpl(Compile.Fully)]
    public static void Sort(Span<ulong> entries, Span<ulong> scratch, int fromBit = 0)
    {
        ulong any = 0, all = ulong.MaxValue;
        foreach (var entry in entries)
        {
            any |= entry;
            all &= entry;
        }

        scratch = scratch[..entries.Length];
        var from = entries;
        var to = scratch;
        for (var shift = fromBit; shift < 64; shift += DigitBits)
        {
            if (((any ^ all) >> shift & (Digits - 1)) == 0)
                continue;
            Pass(from, to, shift, DigitBits);
            var sorted = to;
            to = from;
            from = sorted;
        }

        // After an odd number of passes the sorted entries stand in the scratch memory.
        if (from != entries)
            from.CopyTo(entries);
    }

    [MethodImpl(Compile.Fully)]
    private static void Pass(ReadOnlySpan<ulong> from, Span<ulong> to, int shift, int bits)
    {
        Span<int> next = stackalloc int[Digits];
        next = next[..(1 << bits)];
        next.Clear();
        var mask = (1 << bits) - 1;
        foreach (var entry in from)
            next[(int)(entry >> shift) & mask]++;
        var sum = 0;
        foreach (ref var slot in next)
            (slot, sum) = (sum, sum + slot);
        foreach (var entry in from)
            to[next[(int)(entry >> shift) & mask]++] = entry;
    }

    [MethodImpl(Compile.Fully)]
    private static void SortFew(Span<ulong> entries)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            var entry = entries[i];
            var at = i;
            for (; at > 0 && entries[at - 1] > entry; at--)
                entries[at] = entries[at - 1];
            entries[at] = entry;
        }
    }
}
