using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>
/// Finds what a text has for itself after it was aligned with another. One a worker; it owns its buffers.
/// </summary>
/// <param name="shingleSize">Words of a shingle.</param>
/// <param name="window">The window that keys are sampled by.</param>
/// <param name="storyCap">What is found in more stories is boilerplate for certain.</param>
/// <param name="steps">Counts what is done.</param>
internal sealed class OwnTextFinder(int shingleSize, int window, int storyCap, Steps steps)
{
    /// <summary>Fewer frequent keys in a row may be a common phrase: "told reporters on Tuesday".</summary>
    private const int LeastKeys = 3;

    private readonly List<WordRange> ranges = [];
    private bool[] matched = [];

    /// <summary>
    /// The words of a text that no run took, and of those that one did the figures that other signs make other figures
    /// of. Cost: linear in the text.
    /// </summary>
    /// <param name="first">The text that the alignment started from.</param>
    /// <param name="second">The other text.</param>
    /// <param name="runs">What the alignment matched.</param>
    /// <param name="ofFirst">Whether the first text is asked for.</param>
    /// <param name="stories">Where keys are counted; null: nothing is known to be boilerplate.</param>
    [MethodImpl(Compile.Fully)]
    public OwnText Find(
        PreparedText first, PreparedText second, ReadOnlySpan<MatchedRun> runs, bool ofFirst, IStoryCounts? stories)
    {
        var text = ofFirst ? first : second;
        if (matched.Length < text.Tokens.Count)
            matched = new bool[2 * text.Tokens.Count];
        var flags = matched.AsSpan(0, text.Tokens.Count);
        flags.Clear();
        var haveSigns = !first.Signs.IsEmpty || !second.Signs.IsEmpty;
        foreach (var run in runs)
        {
            var start = ofFirst ? run.A : run.B;
            flags.Slice(start, run.Length).Fill(true);
            if (!haveSigns)
                continue;
            var walk = new SignWalk(first, second, run);
            while (walk.MoveNext(steps))
                flags[start + walk.Offset] = false;
        }

        ranges.Clear();
        for (var start = flags.IndexOf(false); start >= 0;)
        {
            var length = flags[start..].IndexOf(true);
            var end = length < 0 ? flags.Length : start + length;
            ranges.Add(new WordRange(start, end - start));
            var next = flags[end..].IndexOf(false);
            start = next < 0 ? -1 : end + next;
        }

        WordRange[] own = [.. ranges];
        return new OwnText(text.Tokens.Count, own, Boilerplate(text, stories));
    }

    private WordRange[] Boilerplate(PreparedText text, IStoryCounts? stories)
    {
        if (stories is null || text.Shingles.Length < window)
            return [];
        text.Keys.Fill(text.Shingles, window, stories);
        ranges.Clear();
        text.Keys.FindFrequent(text.Shingles, window, storyCap, LeastKeys, ranges);
        for (var i = 0; i < ranges.Count; i++)
            ranges[i] = ranges[i] with { Length = ranges[i].Length + shingleSize - 1 };
        return [.. ranges];
    }
}
