using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Indexing;

/// <summary>
/// Numbers from 1 to 255 by keys of 32 bits: open addressing with linear probing, five bytes a slot. It grows by what
/// is added, or by a quarter at least, so that two thirds to four fifths of the slots are used.
/// </summary>
/// <param name="seed">A secret that keys are spread by.</param>
internal sealed class KeyCounts(ulong seed)
{
    private const int FirstSize = 20;

    private uint[] keys = new uint[FirstSize]; // 0: free
    private byte[] counts = new byte[FirstSize];
    private int used;
    private byte countOfZero; // the key that has no slot

    /// <summary>Bytes of the slots.</summary>
    public long Bytes => (long)keys.Length * (sizeof(uint) + sizeof(byte));

    /// <summary>The number of a key; 0 when it has none.</summary>
    public byte this[uint key]
    {
        get
        {
            if (key == 0)
                return countOfZero;
            var slot = Slot(key);
            return keys[slot] == 0 ? (byte)0 : counts[slot];
        }

        set
        {
            if (key == 0)
            {
                countOfZero = value;
                return;
            }

            var slot = Slot(key);
            if (keys[slot] == 0)
            {
                if (5 * (used + 1) > 4 * keys.Length)
                {
                    Grow(keys.Length + (keys.Length / 4));
                    slot = Slot(key);
                }

                used++;
                keys[slot] = key;
            }

            counts[slot] = value;
        }
    }

    /// <summary>Asks for the memory of a key that will be read soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prepare(uint key) => Prefetch.Line(ref keys[Home(key)]);

    /// <summary>All keys and their numbers, in the order of the keys.</summary>
    public (uint[] Keys, byte[] Counts) ToArrays()
    {
        var zero = countOfZero > 0 ? 1 : 0;
        var (all, numbers) = (new uint[used + zero], new byte[used + zero]);
        numbers.AsSpan(0, zero).Fill(countOfZero);
        var at = zero;
        for (var slot = 0; slot < keys.Length; slot++)
        {
            if (keys[slot] != 0)
                (all[at], numbers[at++]) = (keys[slot], counts[slot]);
        }

        Array.Sort(all, numbers);
        return (all, numbers);
    }

    /// <summary>Takes many keys and their numbers.</summary>
    public void Add(ReadOnlySpan<uint> more, ReadOnlySpan<byte> numbers)
    {
        var wanted = 5 * (long)(used + more.Length) / 4;
        if (wanted >= keys.Length)
            Grow((int)Math.Min(Array.MaxLength, Math.Max(wanted + 1, keys.Length + (keys.Length / 4L))));
        for (var i = 0; i < more.Length; i++)
            this[more[i]] = numbers[i];
    }

    // Where a key stands, or the free slot where it would.
    [MethodImpl(Compile.Fully)]
    private int Slot(uint key)
    {
        var table = keys;
        var slot = Home(key);
        while ((uint)slot < (uint)table.Length && table[slot] != key && table[slot] != 0)
            slot = slot + 1 == table.Length ? 0 : slot + 1;
        return slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Home(uint key) => (int)(((Mix.Finish(key ^ seed) >> 32) * (ulong)keys.Length) >> 32);

    private void Grow(int size)
    {
        var (oldKeys, oldCounts) = (keys, counts);
        (keys, counts) = (new uint[size], new byte[size]);
        for (var slot = 0; slot < oldKeys.Length; slot++)
        {
            if (oldKeys[slot] == 0)
                continue;
            var place = Slot(oldKeys[slot]);
            (keys[place], counts[place]) = (oldKeys[slot], oldCounts[slot]);
        }
    }
}
