using System.Numerics;
using System.Security.Cryptography;
using Dedupe.Kernels;

namespace Dedupe.Indexing;

/// <summary>
/// In how many stories a key was found: a compact open-addressing table of the keys found in two or more documents, the others being rare by
/// definition. Seeded, so that no input can be written to crowd its slots. Lookups are thread-safe.
/// </summary>
internal sealed class KeyFrequencies
{
    private readonly ulong seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    private ulong[] keys;
    private int[] counts;
    private int used;

    /// <summary>Makes a table with room for so many keys; it grows when there are more.</summary>
    public KeyFrequencies(int expected = 0)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, 2 * (expected + 1)));
        keys = new ulong[size];
        counts = new int[size];
    }

    /// <summary>The count of a key; 0 when it is not in the table.</summary>
    public int this[ulong key] => counts[Slot(key)];

    /// <summary>Takes a key and its count (1 or more).</summary>
    public void Add(ulong key, int count)
    {
        if (2 * (used + 1) > keys.Length)
            Grow();
        var slot = Slot(key);
        used += counts[slot] == 0 ? 1 : 0;
        keys[slot] = key;
        counts[slot] = count;
    }

    /// <summary>All keys and their counts, in the order of the keys.</summary>
    public (ulong[] Keys, int[] Counts) ToArrays()
    {
        var (all, countOf) = (new ulong[used], new int[used]);
        var at = 0;
        for (var slot = 0; slot < keys.Length; slot++)
        {
            if (counts[slot] != 0)
                (all[at], countOf[at++]) = (keys[slot], counts[slot]);
        }

        Array.Sort(all, countOf);
        return (all, countOf);
    }

    private int Slot(ulong key)
    {
        var mask = keys.Length - 1;
        var slot = (int)Mix.Finish(key ^ seed) & mask;
        while (counts[slot] != 0 && keys[slot] != key)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (oldKeys, oldCounts) = (keys, counts);
        keys = new ulong[2 * oldKeys.Length];
        counts = new int[2 * oldKeys.Length];
        used = 0;
        for (var slot = 0; slot < oldKeys.Length; slot++)
        {
            if (oldCounts[slot] != 0)
                Add(oldKeys[slot], oldCounts[slot]);
        }
    }
}
