using System.Numerics;
using System.Runtime.CompilerServices;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// How often each word of a text stands in it, and each two words in a row. Words are counted in cells that a few of
/// them may share, so a number is never too small. Reused from text to text. Not thread-safe.
/// </summary>
/// <param name="steps">Counts what is done.</param>
internal sealed class WordFrequencies(Steps steps)
{
    private const int CellsPerWord = 8;
    private const int FewestCells = 512;

    private int[] words = [];
    private int[] pairs = []; // of two words in a row
    private int cells;

    /// <summary>
    /// The share of equal ones among all pairs of words of the text: how likely two words of it are the same.
    /// </summary>
    public double Repetition { get; private set; }

    /// <summary>Counts the words of a text. Cost: linear.</summary>
    [MethodImpl(Compile.Fully)]
    public void Count(ReadOnlySpan<ulong> tokens)
    {
        steps.Add(tokens.Length);
        cells = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(FewestCells, CellsPerWord * tokens.Length));
        Clear(ref words);
        var mask = cells - 1;
        var equal = 0L;
        foreach (var token in tokens)
            equal += words[Cell(token, mask)]++;
        Repetition = tokens.Length < 2 ? 0 : 2.0 * equal / tokens.Length / (tokens.Length - 1);
    }

    /// <summary>Counts two words in a row; after <see cref="Count"/> of the text. Cost: linear.</summary>
    [MethodImpl(Compile.Fully)]
    public void CountPairs(ReadOnlySpan<ulong> tokens)
    {
        steps.Add(tokens.Length);
        Clear(ref pairs);
        for (var place = 1; place < tokens.Length; place++)
            pairs[Cell(Both(tokens[place - 1], tokens[place]), cells - 1)]++;
    }

    /// <summary>How often a word stands in the text, or more.</summary>
    public int Of(ulong word) => words[Cell(word, cells - 1)];

    /// <summary>How often a word follows another one, or more.</summary>
    public int Of(ulong word, ulong next) => pairs[Cell(Both(word, next), cells - 1)];

    private static ulong Both(ulong word, ulong next) => BitOperations.RotateLeft(word, 23) ^ next;

    private static int Cell(ulong hash, int mask) => (int)((hash * 0x9E3779B97F4A7C15) >> 32) & mask;

    private void Clear(ref int[] counts)
    {
        if (counts.Length < cells)
            counts = new int[cells];
        counts.AsSpan(0, cells).Clear();
    }
}
