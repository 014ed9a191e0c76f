using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Aligns what two texts share. Runs of whole shingles are found through the places of the first text's shingles and extended word by word
/// (each word of either text is used once); runs that follow each other in both texts with small gaps become one block, and equal
/// words inside the gaps are kept. Cost: linear in both texts, whatever they repeat. Not thread-safe: one a worker.
/// </summary>
internal sealed class TextAligner(int shingleSize, int maxGap)
{
    // A shingle that stands in many places of one text is tried at so many of them only: repetition must not make it quadratic.
    private const int MaxPlaces = 8;

    private const int Unknown = -2;

    private readonly List<Run> runs = [];
    private readonly List<TokenMatch> matches = [];
    private readonly int[] table = new int[(maxGap + 1) * (maxGap + 1)];
    private int[] places = []; // for each shingle of the second text its first place in the first one, or -1
    private bool[] used = [];
    private bool[] usedB = [];
    private int[] skips = [];

    /// <summary>The words that the last call matched.</summary>
    public ReadOnlySpan<TokenMatch> Matches => CollectionsMarshal.AsSpan(matches);

    /// <summary>Begins a pair: finds each shingle of one text in the other.</summary>
    /// <returns>How many distinct shingles both texts have.</returns>
    [MethodImpl(Compile.Fully)]
    public int Match(PreparedText a, PreparedText b)
    {
        var shingles = b.Shingles;
        if (places.Length < shingles.Length)
            places = new int[2 * shingles.Length];
        var common = 0;
        for (var j = 0; j < shingles.Length; j++)
        {
            var place = a.FirstPlace(shingles[j]);
            places[j] = place;
            common += place >= 0 && b.NextPlace(j) < 0 ? 1 : 0;
        }

        return common;
    }

    /// <summary>The matched words of the pair that was begun, block by block, ascending in both texts within each; valid until the next call.</summary>
    [MethodImpl(Compile.Fully)]
    public ReadOnlySpan<TokenMatch> Align(PreparedText a, PreparedText b)
    {
        FindRuns(a, b);
        runs.Sort((x, y) => x.A.CompareTo(y.A));
        matches.Clear();
        var block = 0;
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            if (i > 0)
            {
                var gapA = run.A - (runs[i - 1].A + runs[i - 1].Length);
                var gapB = run.B - (runs[i - 1].B + runs[i - 1].Length);
                if (gapA <= maxGap && gapB >= 0 && gapB <= maxGap)
                    MatchGap(a, b, run.A - gapA, gapA, run.B - gapB, gapB, block);
                else
                    block++;
            }

            for (var word = 0; word < run.Length; word++)
                matches.Add(new TokenMatch(run.A + word, run.B + word, block));
        }

        return CollectionsMarshal.AsSpan(matches);
    }

    [MethodImpl(Compile.Fully)]
    private void FindRuns(PreparedText a, PreparedText b)
    {
        runs.Clear();
        var wordsA = a.Tokens.Hashes;
        var wordsB = b.Tokens.Hashes;
        Clear(ref used, wordsA.Length);
        Clear(ref usedB, wordsB.Length);
        if (skips.Length < wordsA.Length)
            skips = new int[2 * wordsA.Length];
        skips.AsSpan(0, wordsA.Length).Fill(Unknown);

        var expected = 0; // where the last run ended in A: the likely place of the next one
        for (var j = 0; j < b.Shingles.Length;)
        {
            if (places[j] < 0)
            {
                j++;
                continue;
            }

            var best = new Run(0, j, 0);
            var place = FirstFree(a, places[j]);
            for (var tried = 0; place >= 0 && tried < MaxPlaces; tried++, place = FirstFree(a, a.NextPlace(place)))
            {
                var length = Extend(wordsA[place..], wordsB[j..], used.AsSpan(place));
                if (length > best.Length || (length == best.Length && Math.Abs(place - expected) < Math.Abs(best.A - expected)))
                    best = new Run(place, j, length);
            }

            if (best.Length >= shingleSize)
            {
                runs.Add(best);
                used.AsSpan(best.A, best.Length).Fill(true);
                usedB.AsSpan(j, best.Length).Fill(true);
                expected = best.A + best.Length;
                j += best.Length;
            }
            else
            {
                j++;
            }
        }
    }

    // The first place of a shingle, from one on, that no run has used. Each used place remembers how far it led: whatever is repeated, the
    // walk is short.
    [MethodImpl(Compile.Fully)]
    private int FirstFree(PreparedText a, int place)
    {
        var free = place;
        while (free >= 0 && used[free])
            free = Skip(a, free);
        while (place != free)
            (place, skips[place]) = (Skip(a, place), free);
        return free;
    }

    private int Skip(PreparedText a, int place) => skips[place] == Unknown ? a.NextPlace(place) : skips[place];

    private static void Clear(ref bool[] flags, int count)
    {
        if (flags.Length < count)
            flags = new bool[2 * count];
        flags.AsSpan(0, count).Clear();
    }

    private static int Extend(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ReadOnlySpan<bool> taken)
    {
        var length = a.CommonPrefixLength(b);
        var free = taken[..length].IndexOf(true);
        return free < 0 ? length : free;
    }

    // The longest common subsequence of two short gaps: what a light rewording kept. Words of the second gap may belong to a run that
    // stands elsewhere in the first text, or to another gap.
    [MethodImpl(Compile.Fully)]
    private void MatchGap(PreparedText a, PreparedText b, int startA, int countA, int startB, int countB, int block)
    {
        var wordsA = a.Tokens.Hashes.Slice(startA, countA);
        var wordsB = b.Tokens.Hashes.Slice(startB, countB);
        var stride = countB + 1;
        table.AsSpan(0, (countA + 1) * stride).Clear();
        for (var i = countA - 1; i >= 0; i--)
        {
            for (var j = countB - 1; j >= 0; j--)
            {
                table[(i * stride) + j] = wordsA[i] == wordsB[j] && !usedB[startB + j]
                    ? table[((i + 1) * stride) + j + 1] + 1
                    : Math.Max(table[((i + 1) * stride) + j], table[(i * stride) + j + 1]);
            }
        }

        for (int i = 0, j = 0; i < countA && j < countB;)
        {
            if (wordsA[i] == wordsB[j] && !usedB[startB + j])
            {
                usedB[startB + j] = true;
                matches.Add(new TokenMatch(startA + i++, startB + j++, block));
            }
            else if (table[((i + 1) * stride) + j] >= table[(i * stride) + j + 1])
                i++;
            else
                j++;
        }
    }

    private readonly record struct Run(int A, int B, int Length);
}
