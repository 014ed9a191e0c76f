using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Takes out what two texts share by accident: results, digits, DNA have so few different words that runs of them are
/// alike in any two texts. Source: Karlin and Altschul 1990, Methods for assessing the statistical significance of
/// molecular sequence features by using general scoring schemes. A matched word scores the logarithm of how unlikely it
/// is, other words end a run, so lambda is 1 and K at most 1: of runs that score S or more m·n·e^-S are expected by
/// chance in texts of m and n words. Frequencies are those of the two texts themselves, after the word before (Karlin
/// and Dembo 1992), because what alternates comes together more often than its words say. Not thread-safe: one a
/// worker.
/// </summary>
/// <param name="shingleSize">Words of the shortest run.</param>
/// <param name="maxGap">Most words between two runs of a block.</param>
/// <param name="steps">Counts what is done.</param>
internal sealed class ChanceMatches(int shingleSize, int maxGap, Steps steps)
{
    /// <summary>So many blocks that score as much are expected by chance in a pair that shares nothing.</summary>
    private const double Expected = 0.001;

    // What is known of the words after one counts as much as this: its own frequency and so many words in a row.
    private const double Prior = 2;

    private readonly double logGaps = 2 * Math.Log(maxGap + 1); // ways for the next run to follow
    private readonly List<MatchedRun> kept = [];
    private readonly List<double> scores = [];
    private readonly WordFrequencies first = new(steps);
    private readonly WordFrequencies second = new(steps);
    private double logPlaces;
    private int words;
    private bool areOrdinary;

    /// <summary>
    /// Whether the pair has so few different words that its similarity says nothing: what is beyond chance is not half
    /// of the longer text. Of the last pair.
    /// </summary>
    public bool IsSimilarByChance { get; private set; }

    /// <summary>Begins a pair. Cost: one addition a word, once a text.</summary>
    /// <returns>Whether every run is beyond chance, as in any prose.</returns>
    public bool BeginPair(PreparedText a, PreparedText b)
    {
        IsSimilarByChance = false;
        logPlaces = Math.Log(Math.Max(1, a.Tokens.Count)) + Math.Log(Math.Max(1, b.Tokens.Count));
        var lambda = -Math.Log(Math.Sqrt(a.Repetition * b.Repetition));
        var wanted = logPlaces - Math.Log(Expected);
        // A text of one word alone has no frequencies to go by.
        areOrdinary = shingleSize * lambda >= wanted
            || Math.Max(a.Repetition, b.Repetition) >= 1
            || a.Tokens.Hashes.SequenceEqual(b.Tokens.Hashes);
        return areOrdinary;
    }

    /// <summary>
    /// The matches without the blocks that are no more than chance; after <see cref="BeginPair"/> of the pair.
    /// </summary>
    /// <param name="a">The first text.</param>
    /// <param name="b">The second text.</param>
    /// <param name="matches">What was aligned.</param>
    /// <returns>Valid until the next call.</returns>
    [MethodImpl(Compile.Fully)]
    public ReadOnlySpan<MatchedRun> TakeOut(PreparedText a, PreparedText b, ReadOnlySpan<MatchedRun> matches)
    {
        if (areOrdinary)
            return matches;
        first.Count(a.Tokens.Hashes);
        second.Count(b.Tokens.Hashes);
        first.CountPairs(a.Tokens.Hashes);
        second.CountPairs(b.Tokens.Hashes);
        words = a.Tokens.Count + b.Tokens.Count;
        kept.Clear();
        for (var start = 0; start < matches.Length;)
        {
            var end = start + 1;
            while (end < matches.Length && matches[end].Block == matches[start].Block)
                end++;
            var block = matches[start..end];
            if (IsBeyondChance(a.Tokens.Hashes, block))
                kept.AddRange(block);
            start = end;
        }

        var found = 0;
        foreach (var run in kept)
            found += run.Length;
        IsSimilarByChance = 2 * found < Math.Max(a.Tokens.Count, b.Tokens.Count);
        return CollectionsMarshal.AsSpan(kept);
    }

    // The best run, or all of them together.
    private bool IsBeyondChance(ReadOnlySpan<ulong> tokens, ReadOnlySpan<MatchedRun> block)
    {
        var (all, runs) = (0.0, 0);
        foreach (var run in block)
        {
            steps.Add(run.Length);
            if (run.Length < shingleSize)
                continue;
            var score = Score(tokens.Slice(run.A, run.Length));
            if (IsBeyondChance(score, 1))
                return true;
            all += score;
            runs++;
        }

        return IsBeyondChance(all, runs);
    }

    // By chance a chain of runs begins anywhere and goes on within the gap; its score is the sum of as many that fall
    // off as e^-S: beyond S with the probability that a Poisson count of mean S is smaller than the runs.
    private bool IsBeyondChance(double score, int runs)
    {
        if (runs == 0)
            return false;
        var (term, sum) = (-score, 0.0); // logarithms; the sum over e^term of the first
        var largest = term;
        scores.Clear();
        for (var run = 0; run < runs; run++)
        {
            scores.Add(term);
            largest = Math.Max(largest, term);
            term += Math.Log(score / (run + 1));
        }

        foreach (var value in scores)
            sum += Math.Exp(value - largest);
        return logPlaces + ((runs - 1) * logGaps) + largest + Math.Log(sum) <= Math.Log(Expected);
    }

    // What is asked about, a word here and the same there, does not count for its own frequency.
    private double Score(ReadOnlySpan<ulong> run)
    {
        var score = 0.0;
        for (var place = 0; place < run.Length; place++)
        {
            var likely = (first.Of(run[place]) + second.Of(run[place]) - 1.0) / words;
            if (place > 0)
            {
                var before = first.Of(run[place - 1]) + second.Of(run[place - 1]) - 2;
                var both = first.Of(run[place - 1], run[place]) + second.Of(run[place - 1], run[place]) - 2;
                likely = Math.Max(likely, (both + (Prior * likely)) / (before + Prior));
            }

            score -= Math.Log(likely);
        }

        return score;
    }
}
