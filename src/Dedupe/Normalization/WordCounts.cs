using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Dedupe.Normalization;

/// <summary>How often words occur, told by their hashes: an open-addressing table that knows no letters.</summary>
internal sealed class WordCounts
{
    private static readonly ulong ProcessSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;

    private readonly ulong seed = ProcessSeed;
    private ulong[] words = new ulong[1 << 12];
    private int[] counts = new int[1 << 12]; // 0: the slot is free
    private int distinct;

    /// <summary>Tokens counted.</summary>
    public long Tokens { get; private set; }

    /// <summary>How many words occurred once.</summary>
    public int Once { get; private set; }

    /// <summary>How often a word occurred.</summary>
    public int this[ulong word] => counts[Slot(word)];

    /// <summary>Counts words.</summary>
    public void Add(ReadOnlySpan<ulong> tokens)
    {
        Tokens += tokens.Length;
        foreach (var word in tokens)
        {
            var slot = Slot(word);
            switch (++counts[slot])
            {
                case 1:
                    words[slot] = word;
                    Once++;
                    if (2 * ++distinct > words.Length)
                        Grow();
                    break;
                case 2:
                    Once--;
                    break;
            }
        }
    }

    // Multiplied by a number of this process's own, so that no text can be written to crowd the slots.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(ulong word)
    {
        var mask = words.Length - 1;
        var slot = (int)((word * seed) >> 32) & mask;
        while (counts[slot] != 0 && words[slot] != word)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (oldWords, oldCounts) = (words, counts);
        words = new ulong[2 * oldWords.Length];
        counts = new int[words.Length];
        for (var i = 0; i < oldWords.Length; i++)
        {
            if (oldCounts[i] == 0)
                continue;
            var slot = Slot(oldWords[i]);
            (words[slot], counts[slot]) = (oldWords[i], oldCounts[i]);
        }
    }
}
