using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Where each shingle of a text stands: a table from the shingle to its first place, and chains to the later ones. Most
/// texts repeat nothing, so that chains are begun at the first repetition only. Reused from text to text. Not
/// thread-safe.
/// </summary>
/// <param name="steps">Counts what is done.</param>
internal sealed class ShinglePlaces(Steps? steps = null)
{
    // Four slots a shingle or more: probing on costs a mispredicted branch, clearing slots next to nothing.
    private const int SlotsPerShingle = 4;

    private const int FilterBits = 16;
    private const int BitsOfWord = 6;
    private const int WordBits = 1 << BitsOfWord;

    private static readonly ulong ProcessSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;

    private readonly Steps steps = steps ?? new Steps();
    private readonly ulong seed = ProcessSeed; // here, because a loop would ask each time whether the static one is set
    private int[] slots = new int[64]; // first place of a shingle and one, 0 when free
    private int slotMask = 63;
    private ulong[] shingles = [];
    private int count;

    // A bit for some bits of each shingle, sixteen times as many as shingles: it stays in the first cache, and nearly
    // all shingles of other texts are told by it. Source: Bloom 1970, Space/time trade-offs in hash coding.
    private ulong[] filter = [];
    private int filterMask;
    private bool isFilterKnown;

    // Filled in when something is repeated.
    private int[] next = []; // the next place of the same shingle, or -1
    private int[] last = []; // by first place: the last place of its shingle, 0 while that is the first one
    private byte[] earlier = []; // earlier places of the same shingle; no more than fit are told apart

    /// <summary>How many different shingles there are.</summary>
    public int Distinct { get; private set; }

    /// <summary>A shingle stands in more than one place.</summary>
    public bool HasRepeats => Distinct < count;

    /// <summary>In how many places the most frequent shingle stands, up to 256; 1 when there is none.</summary>
    public int MostPlaces { get; private set; }

    /// <summary>Begins a text. Cost: linear.</summary>
    /// <param name="all">Its shingles, which must stay as they are as long as places are asked for.</param>
    /// <param name="length">How many of them count.</param>
    [MethodImpl(Compile.Fully)]
    public void Fill(ulong[] all, int length)
    {
        (shingles, count, Distinct, MostPlaces) = (all, length, length, 1);
        isFilterKnown = false;
        var size = 64;
        while (size < SlotsPerShingle * length)
            size *= 2;
        slotMask = size - 1;
        if (slots.Length < size)
            slots = new int[size];
        var table = slots;
        table.AsSpan(0, size).Clear();
        for (var place = 0; place < length;)
        {
            var end = Math.Min(length, place + Steps.Between);
            steps.Add(end - place);
            for (; place < end; place++)
            {
                ref var slot = ref table[Slot(all[place])];
                if (slot == 0)
                    slot = place + 1;
                else
                    Probe(place);
            }
        }
    }

    /// <summary>The first place of a shingle, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(ulong shingle)
    {
        var table = slots;
        var all = shingles;
        for (var slot = Slot(shingle); ; slot = (slot + 1) & slotMask)
        {
            var place = table[slot] - 1;
            if (place < 0 || all[place] == shingle)
                return place;
        }
    }

    /// <summary>Tells which of some shingles may stand in this text: all that do, and a few others.</summary>
    /// <param name="shingles">The shingles.</param>
    /// <param name="found">Gets their places among them, rising; as long as they are many.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(Compile.Fully)]
    public int FindPossible(ReadOnlySpan<ulong> shingles, Span<int> found)
    {
        if (!isFilterKnown)
            FillFilter();
        var bits = filter;
        var possible = 0;
        for (var place = 0; place < shingles.Length; place++)
        {
            var shingle = shingles[place];
            found[possible] = place;
            possible += (int)(bits[(int)(shingle >> BitsOfWord) & filterMask] >> (int)shingle) & 1;
        }

        return possible;
    }

    /// <summary>The next place of the shingle that stands at a place, or -1.</summary>
    public int Next(int place) => HasRepeats ? next[place] : -1;

    /// <summary>For each place the next one of its shingle, or -1; only where <see cref="HasRepeats"/>.</summary>
    public ReadOnlySpan<int> NextPlaces => next.AsSpan(0, count);

    /// <summary>Of some places, how many from the first one on are the first of their shingle.</summary>
    public int CountFirst(int place, int length)
    {
        if (!HasRepeats)
            return length;
        var later = earlier.AsSpan(place, length).IndexOfAnyExcept((byte)0);
        return later < 0 ? length : later;
    }

    /// <summary>Of some places, how many are the last of their shingle.</summary>
    public int CountLast(int place, int length)
    {
        if (!HasRepeats)
            return length;
        var found = 0;
        foreach (var following in next.AsSpan(place, length))
            found += following < 0 ? 1 : 0;
        return found;
    }

    [MethodImpl(Compile.Fully)]
    private void FillFilter()
    {
        var words = 1;
        while (words * WordBits < FilterBits * count)
            words *= 2;
        TextTools.MakeRoom(ref filter, words);
        filterMask = words - 1;
        var bits = filter;
        bits.AsSpan(0, words).Clear();
        foreach (var shingle in shingles.AsSpan(0, count))
            bits[(int)(shingle >> BitsOfWord) & filterMask] |= 1UL << (int)shingle;
        isFilterKnown = true;
    }

    // The slot of a place is taken: by another shingle, or by this one.
    private void Probe(int place)
    {
        var shingle = shingles[place];
        var slot = Slot(shingle);
        for (; slots[slot] != 0 && shingles[slots[slot] - 1] != shingle; slot = (slot + 1) & slotMask)
            steps.Add(1);
        if (slots[slot] == 0)
            slots[slot] = place + 1;
        else
            Repeat(slots[slot] - 1, place);
    }

    private void Repeat(int first, int place)
    {
        if (!HasRepeats)
            BeginChains();
        Distinct--;
        var before = last[first] == 0 ? first : last[first];
        earlier[place] = (byte)Math.Min(earlier[before] + 1, byte.MaxValue);
        MostPlaces = Math.Max(MostPlaces, earlier[place] + 1);
        next[before] = place;
        last[first] = place;
    }

    private void BeginChains()
    {
        TextTools.MakeRoom(ref next, count);
        TextTools.MakeRoom(ref last, count);
        TextTools.MakeRoom(ref earlier, count);
        next.AsSpan(0, count).Fill(-1);
        earlier.AsSpan(0, count).Clear();
        last.AsSpan(0, count).Clear();
    }

    // Multiplied by a number of this process's own, so that no text can be written to crowd the slots.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(ulong shingle) => (int)((shingle * seed) >> 32) & slotMask;
}
