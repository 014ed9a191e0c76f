using System.Numerics;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Live;

/// <summary>
/// The sorted entries of a partition (32 bits of a key, 32 of an article), and where those of each range of keys begin.
/// Keys are spread evenly, so a range has some sixteen entries, and a key is found by three looks into memory that is
/// far away: a search of halves would take twenty. Immutable.
/// </summary>
/// <param name="entries">The entries.</param>
/// <param name="places">As <see cref="PlacesIn"/> has them.</param>
internal sealed class SegmentPostings(ReadOnlyMemory<ulong> entries, ReadOnlyMemory<int> places)
{
    private const int EntriesOfRange = 16;
    private const int FewEntries = 16;

    private readonly int shift = ShiftOf(places.Length - 1);

    /// <summary>The entries.</summary>
    public ReadOnlyMemory<ulong> Entries => entries;

    /// <summary>Whether entries and places belong to each other.</summary>
    public bool IsWhole => entries.IsEmpty
        || (places.Length > 1 && BitOperations.IsPow2(places.Length - 1) && places.Span[^1] == entries.Length);

    /// <summary>Where the entries of each range of keys begin, and where those of the last one end.</summary>
    /// <param name="entries">The sorted entries.</param>
    public static int[] PlacesIn(ReadOnlySpan<ulong> entries)
    {
        if (entries.IsEmpty)
            return [];
        var ranges = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, entries.Length / EntriesOfRange));
        var places = new int[ranges + 1];
        var bits = 32 + ShiftOf(ranges);
        var range = 0;
        for (var at = 0; at < entries.Length; at++)
        {
            // By 64 bits a shift counts modulo 64.
            for (var own = bits == 64 ? 0 : (int)(entries[at] >> bits); range < own;)
                places[++range] = at;
        }

        while (range < ranges)
            places[++range] = entries.Length;
        return places;
    }

    /// <summary>A key will be looked up soon: where its range begins is fetched.</summary>
    public void Prepare(uint key)
    {
        if (!places.IsEmpty)
            Prefetch.Line(ref Unsafe.AsRef(in places.Span[(int)((ulong)key >> shift)]));
    }

    /// <summary>The same, when that is at hand: the entries that are looked at first are fetched.</summary>
    public void PrepareEntries(uint key)
    {
        if (places.IsEmpty)
            return;
        var (low, high) = RangeOf(key);
        var first = high - low > FewEntries ? low + ((high - low) / 2) : low;
        if (first < entries.Length)
            Prefetch.Line(ref Unsafe.AsRef(in entries.Span[first]));
    }

    /// <summary>Adds the articles of a key to a list.</summary>
    /// <param name="key">The 32 bits of the key.</param>
    /// <param name="found">Gets the articles.</param>
    /// <param name="most">The list gets no longer than this.</param>
    public void Find(uint key, List<uint> found, int most)
    {
        var all = entries.Span;
        if (all.IsEmpty)
            return;
        var (low, high) = RangeOf(key);
        var wanted = (ulong)key << 32;
        while (high - low > FewEntries)
        {
            var middle = low + ((high - low) / 2);
            if (all[middle] < wanted)
                low = middle + 1;
            else
                high = middle;
        }

        while (low < all.Length && all[low] < wanted)
            low++;
        for (; low < all.Length && all[low] >> 32 == key && found.Count < most; low++)
            found.Add((uint)all[low]);
    }

    private (int First, int End) RangeOf(uint key)
    {
        var range = (int)((ulong)key >> shift);
        var all = places.Span;
        return (all[range], all[range + 1]);
    }

    private static int ShiftOf(int ranges) => 32 - BitOperations.Log2((uint)Math.Max(1, ranges));
}
