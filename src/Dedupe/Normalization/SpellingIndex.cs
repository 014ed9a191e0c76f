using System.Numerics;
using System.Runtime.InteropServices;

namespace Dedupe.Normalization;

/// <summary>
/// Finds the words that a few edits make of another one, by the words that deletions leave of both (Garbe 2012,
/// SymSpell). Deletions are made of the first letters only, eight bits each in one number; what that confuses, the
/// distance tells apart.
/// </summary>
internal sealed class SpellingIndex
{
    /// <summary>Letters that deletions are made of.</summary>
    public const int Prefix = 7;

    // Of the words that leave the same, the most frequent ones are enough.
    private const int MaxWords = 8;
    private const int FilterBits = 23;

    private readonly (ulong Key, int Start, float Highest)[] slots; // where a key's words begin, and one; 0 when free
    private readonly Entry[] words; // those of a key side by side
    private readonly ulong[] filter = new ulong[1 << (FilterBits - 6)];
    private readonly int shift;

    /// <summary>Makes the index.</summary>
    /// <param name="skeletons">The words' skeletons, the most frequent word first.</param>
    /// <param name="scores">How likely each is; falling.</param>
    /// <param name="edits">Deletions for a word of so many letters.</param>
    public SpellingIndex(IReadOnlyList<string> skeletons, IReadOnlyList<float> scores, Func<int, int> edits)
    {
        var made = new List<(ulong Key, int Word)>();
        Span<ulong> left = stackalloc ulong[MostKeys];
        for (var word = 0; word < skeletons.Count; word++)
        {
            for (var deletions = 0; deletions <= edits(skeletons[word].Length); deletions++)
            {
                foreach (var key in left[..Keys(skeletons[word], deletions, left)])
                    made.Add((key, word));
            }
        }

        var all = CollectionsMarshal.AsSpan(made);
        all.Sort();
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * all.Length) + 64);
        shift = 64 - BitOperations.Log2((uint)size);
        slots = new (ulong, int, float)[size];
        var kept = new List<Entry>();
        for (var start = 0; start < all.Length;)
        {
            var key = all[start].Key;
            var first = kept.Count;
            var end = start;
            for (var last = -1; end < all.Length && all[end].Key == key; last = all[end++].Word)
            {
                var word = all[end].Word;
                if (word != last && kept.Count - first < MaxWords)
                    kept.Add(new Entry(word, scores[word], LettersOf(skeletons[word]), IsLast: false));
            }

            kept[^1] = kept[^1] with { IsLast = true };
            slots[SlotOf(key)] = (key, first + 1, kept[first].Score);
            var bit = FilterBit(key);
            filter[bit >> 6] |= 1UL << (bit & 63);
            start = end;
        }

        words = [.. kept];
    }

    /// <summary>Most keys that a number of deletions leaves of one word.</summary>
    public const int MostKeys = Prefix * (Prefix - 1) / 2;

    /// <summary>What exactly so many deletions leave of a word's first letters; some may come twice.</summary>
    /// <returns>How many keys.</returns>
    public static int Keys(ReadOnlySpan<char> skeleton, int deletions, Span<ulong> keys)
    {
        var letters = Math.Min(skeleton.Length, Prefix);
        var packed = 0UL;
        for (var i = 0; i < letters; i++)
            packed |= (ulong)(byte)(skeleton[i] ^ (skeleton[i] >> 8) * 0x4D) << (8 * i);
        if (deletions == 0)
        {
            keys[0] = packed;
            return 1;
        }

        var count = 0;
        for (var i = 0; i < letters; i++)
        {
            // Of two equal letters it does not matter which one goes.
            if (i > 0 && skeleton[i] == skeleton[i - 1])
                continue;
            var one = Without(packed, i);
            if (deletions == 1)
            {
                keys[count++] = one;
                continue;
            }

            for (var j = i; j < letters - 1; j++)
                keys[count++] = Without(one, j);
        }

        return count;
    }

    /// <summary>Which letters a word has, one bit for several letters.</summary>
    public static uint LettersOf(ReadOnlySpan<char> skeleton)
    {
        var letters = 0u;
        foreach (var letter in skeleton)
            letters |= 1u << (letter & 31);
        return letters;
    }

    /// <summary>
    /// True when more letters than so many are in one of two words alone: then their distance is larger as well.
    /// </summary>
    public static bool AreFar(uint letters, uint others, int edits) =>
        BitOperations.PopCount(letters & ~others) > edits || BitOperations.PopCount(others & ~letters) > edits;

    /// <summary>The words that leave a key, the most frequent first, up to one that is marked as the last.</summary>
    /// <param name="key">The key.</param>
    /// <param name="lowest">How likely one of them must be.</param>
    public ReadOnlySpan<Entry> Find(ulong key, float lowest)
    {
        var bit = FilterBit(key);
        if ((filter[bit >> 6] >> (bit & 63) & 1) == 0)
            return [];
        var slot = slots[SlotOf(key)];
        return slot.Start == 0 || slot.Highest < lowest ? [] : words.AsSpan(slot.Start - 1);
    }

    private static ulong Without(ulong packed, int letter)
    {
        var below = (1UL << (8 * letter)) - 1;
        return (packed & below) | (packed >> 8 & ~below);
    }

    private static int FilterBit(ulong key) => (int)((key * 0xD1B54A32D192ED03) >> (64 - FilterBits));

    private int SlotOf(ulong key)
    {
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> shift);
        while (slots[slot].Start != 0 && slots[slot].Key != key)
            slot = (slot + 1) & (slots.Length - 1);
        return slot;
    }

    /// <summary>A word that leaves a key.</summary>
    /// <param name="Word">Its number.</param>
    /// <param name="Score">How likely it is.</param>
    /// <param name="Letters">Its letters.</param>
    /// <param name="IsLast">No other word leaves the key.</param>
    public readonly record struct Entry(int Word, float Score, uint Letters, bool IsLast);
}
