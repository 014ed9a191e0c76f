using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Aligns what two texts share. Runs of whole shingles are found through the places of the first text's shingles and
/// extended word by word (each word of either text is used once); runs that follow each other in both texts with small
/// gaps become one block, and equal words inside the gaps are kept. Cost: linear in both texts, whatever they repeat,
/// and the runs are sorted. Not thread-safe: one a worker.
/// </summary>
/// <param name="shingleSize">Words in a shingle.</param>
/// <param name="maxGap">Most words between two runs of a block.</param>
/// <param name="steps">Counts what is done.</param>
internal sealed class TextAligner(int shingleSize, int maxGap, Steps steps)
{
    // A shingle that stands in many places of one text is tried at so many of them only: repetition must not make it
    // quadratic.
    private const int MaxPlaces = 8;

    private const int Unknown = -2;

    // Words compared at first where a run may end at a used one; twice as many each time that all of them are taken.
    private const int FirstPiece = 16;

    private readonly CommonShingles common = new(steps);
    private readonly List<Run> runs = [];
    private readonly List<MatchedRun> matches = [];
    private readonly int[] table = new int[(maxGap + 1) * (maxGap + 1)];
    private bool[] used = [];
    private bool[] usedB = [];
    private int[] skips = [];

    /// <summary>Begins a pair: finds each shingle of one text in the other.</summary>
    /// <returns>How many distinct shingles both texts have.</returns>
    public int Match(PreparedText a, PreparedText b) => common.Find(a, b);

    /// <summary>
    /// The matched words of the pair that was begun, block by block, ascending in both texts within each; runs of one
    /// block that touch in both texts are one. Valid until the next call.
    /// </summary>
    [MethodImpl(Compile.Fully)]
    public ReadOnlySpan<MatchedRun> Align(PreparedText a, PreparedText b)
    {
        FindRuns(a, b);
        SortRuns();
        matches.Clear();
        var block = 0;
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            if (i > 0)
            {
                var gapA = run.A - (runs[i - 1].A + runs[i - 1].Length);
                var gapB = run.B - (runs[i - 1].B + runs[i - 1].Length);
                if (gapA > maxGap || gapB < 0 || gapB > maxGap)
                    block++;
                else if (gapA > 0 && gapB > 0)
                    MatchGap(a, b, run.A - gapA, gapA, run.B - gapB, gapB, block);
            }

            AddRun(run.A, run.B, run.Length, block);
        }

        return CollectionsMarshal.AsSpan(matches);
    }

    private void SortRuns()
    {
        for (var i = 1; i < runs.Count; i++)
        {
            if (runs[i].A < runs[i - 1].A)
            {
                runs.Sort(static (x, y) => x.A.CompareTo(y.A));
                return;
            }
        }
    }

    private void AddRun(int inA, int inB, int length, int block)
    {
        if (matches.Count > 0)
        {
            ref var last = ref CollectionsMarshal.AsSpan(matches)[^1];
            if (last.Block == block && last.EndA == inA && last.EndB == inB)
            {
                last = last with { Length = last.Length + length };
                return;
            }
        }

        matches.Add(new MatchedRun(inA, inB, length, block));
    }

    [MethodImpl(Compile.Fully)]
    private void FindRuns(PreparedText a, PreparedText b)
    {
        runs.Clear();
        var wordsA = a.Tokens.Hashes;
        var wordsB = b.Tokens.Hashes;
        Clear(ref used, wordsA.Length);
        Clear(ref usedB, wordsB.Length);
        if (a.Places.HasRepeats)
            ClearSkips(wordsA.Length);

        var expected = 0; // where the last run ended in A: the likely place of the next one
        var at = 0;
        steps.Add(wordsA.Length);
        foreach (var stretch in common.Stretches)
        {
            // The run before may have taken words of this stretch, or all.
            for (at = Math.Max(at, stretch.B); at < stretch.B + stretch.Length;)
            {
                var best = new Run(0, at, 0);
                var place = FirstFree(a, stretch.A + (at - stretch.B));
                for (var tried = 0; place >= 0 && tried < MaxPlaces;
                    tried++, place = FirstFree(a, a.Places.Next(place)))
                {
                    var length = Extend(wordsA[place..], wordsB[at..], used.AsSpan(place));
                    if (length > best.Length
                        || (length == best.Length && Math.Abs(place - expected) < Math.Abs(best.A - expected)))
                        best = new Run(place, at, length);
                }

                if (best.Length < shingleSize)
                {
                    at++;
                    continue;
                }

                runs.Add(best);
                used.AsSpan(best.A, best.Length).Fill(true);
                usedB.AsSpan(at, best.Length).Fill(true);
                expected = best.A + best.Length;
                at += best.Length;
            }
        }
    }

    // The first place of a shingle, from one on, that no run has used. Each used place remembers how far it led:
    // whatever is repeated, the walk is short.
    [MethodImpl(Compile.Fully)]
    private int FirstFree(PreparedText a, int place)
    {
        if (place < 0 || !used[place])
            return place;
        if (!a.Places.HasRepeats)
            return -1;
        var free = place;
        for (; free >= 0 && used[free]; free = Skip(a, free))
            steps.Add(1);
        while (place != free)
            (place, skips[place]) = (Skip(a, place), free);
        return free;
    }

    private int Skip(PreparedText a, int place) => skips[place] == Unknown ? a.Places.Next(place) : skips[place];

    private void ClearSkips(int count)
    {
        if (skips.Length < count)
            skips = new int[2 * count];
        skips.AsSpan(0, count).Fill(Unknown);
    }

    private static void Clear(ref bool[] flags, int count)
    {
        if (flags.Length < count)
            flags = new bool[2 * count];
        flags.AsSpan(0, count).Clear();
    }

    // How far two stretches of words are alike and free. Texts that repeat themselves are alike far beyond the first
    // used word.
    private int Extend(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ReadOnlySpan<bool> taken)
    {
        var most = Math.Min(a.Length, b.Length);
        var length = 0;
        for (var piece = FirstPiece; ; piece *= 2)
        {
            var free = taken.Slice(length, Math.Min(piece, most - length)).IndexOf(true);
            free = free < 0 ? Math.Min(piece, most - length) : free;
            var alike = a.Slice(length, free).CommonPrefixLength(b[length..]);
            steps.Add(free);
            length += alike;
            if (alike < piece)
                return length;
        }
    }

    // The longest common subsequence of two short gaps: what a light rewording kept. Words of the second gap may belong
    // to a run that stands elsewhere in the first text, or to another gap.
    [MethodImpl(Compile.Fully)]
    private void MatchGap(PreparedText a, PreparedText b, int startA, int countA, int startB, int countB, int block)
    {
        var wordsA = a.Tokens.Hashes.Slice(startA, countA);
        var wordsB = b.Tokens.Hashes.Slice(startB, countB);
        var stride = countB + 1;
        table.AsSpan(0, (countA + 1) * stride).Clear();
        steps.Add(countA * countB);
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
                AddRun(startA + i++, startB + j++, 1, block);
            }
            else if (table[((i + 1) * stride) + j] >= table[(i * stride) + j + 1])
                i++;
            else
                j++;
        }
    }

    private readonly record struct Run(int A, int B, int Length);
}
