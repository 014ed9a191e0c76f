using System.Runtime.CompilerServices;
using Dedupe.Indexing;
using Dedupe.Kernels;

namespace Dedupe.Verification;

/// <summary>Finds what a text has for itself after it was aligned with another. One a worker; it owns its buffers.</summary>
/// <param name="shingleSize">Words of a shingle.</param>
/// <param name="window">The window that keys are sampled by.</param>
/// <param name="storyCap">What is found in more stories is boilerplate for certain.</param>
internal sealed class OwnTextFinder(int shingleSize, int window, int storyCap)
{
    /// <summary>Fewer frequent keys in a row may be a common phrase: "told reporters on Tuesday".</summary>
    private const int LeastKeys = 3;

    private readonly List<WordRange> ranges = [];
    private bool[] matched = [];

    /// <summary>The words of a text that no run took. Cost: linear in the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="runs">What the alignment matched.</param>
    /// <param name="isFirst">Whether it is the text that the alignment started from.</param>
    /// <param name="stories">Where keys are counted; null: nothing is known to be boilerplate.</param>
    [MethodImpl(Compile.Fully)]
    public OwnText Find(PreparedText text, ReadOnlySpan<MatchedRun> runs, bool isFirst, Stories? stories)
    {
        if (matched.Length < text.Tokens.Count)
            matched = new bool[2 * text.Tokens.Count];
        var flags = matched.AsSpan(0, text.Tokens.Count);
        flags.Clear();
        foreach (var run in runs)
            flags.Slice(isFirst ? run.A : run.B, run.Length).Fill(true);
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

    /// <summary>The same of a text that the other has whole.</summary>
    public OwnText None(PreparedText text, Stories? stories) => new(text.Tokens.Count, [], Boilerplate(text, stories));

    private WordRange[] Boilerplate(PreparedText text, Stories? stories)
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
