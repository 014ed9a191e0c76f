using System.Runtime.CompilerServices;
using Dedupe.Kernels;
using Dedupe.Normalization;

namespace Dedupe.Verification;

/// <summary>
/// Finds lists with a refrain: photo galleries, tables and the like, where the same words come again and again ("Hide
/// caption 3 of 22 Photos: The storm in pictures"). That is no prose, and an outlet carries such a list from article
/// to article. A speech has refrains too: what stands between those is prose, and only they are none
/// (<see cref="RefrainShape"/>). Not thread-safe: one a worker.
/// </summary>
internal sealed class Refrains
{
    /// <summary>A phrase is a refrain when it stands so often in one text.</summary>
    private const int MinOccurrences = 4;

    /// <summary>Most tokens from one occurrence to the next within one list.</summary>
    private const int MaxDistance = 120;

    /// <summary>Words of the shortest refrain.</summary>
    private const int MinWords = 7;

    private int[] occurrences = [];
    private int[] changes = [];

    /// <summary>Sets the flags of the tokens that stand in a list. Cost: linear.</summary>
    /// <param name="places">The places of the shingles.</param>
    /// <param name="count">How many shingles.</param>
    /// <param name="text">The text.</param>
    /// <param name="tokens">
    /// The tokens: where most of them are characters and not words, a name is as long as a refrain, and none is
    /// looked for.
    /// </param>
    /// <param name="listed">One flag a token; overwritten.</param>
    /// <returns>Whether there is a list.</returns>
    [MethodImpl(Compile.Fully)]
    public bool Mark(ShinglePlaces places, int count, ReadOnlySpan<byte> text, TokenBuffer tokens, Span<bool> listed)
    {
        listed.Clear();

        if (places.MostPlaces < MinOccurrences || IsWithoutSpaces(tokens))
            return false;
        Count(places.NextPlaces);

        // A refrain of so many words is as many shingles as start in it and end in it.
        var neighbours = Math.Max(1, MinWords - (listed.Length - count));

        // Each recurrence covers the tokens up to the next one; where enough of them overlap, a list goes on.
        var depth = 0;
        for (var token = 0; token < listed.Length; token++)
        {
            depth += changes[token];
            listed[token] = depth >= neighbours;
        }

        for (var end = 0; listed[end..].IndexOf(true) is var distance and >= 0;)
        {
            var start = end + distance;
            var length = listed[start..].IndexOf(false);
            end = length < 0 ? listed.Length : start + length;
            end = LeaveProse(text, tokens, start, end, count, listed);
        }

        return listed.Contains(true);
    }

    // Where most of the refrains of a list belong to sentences, they alone are left marked. Returns the token behind.
    private int LeaveProse(
        ReadOnlySpan<byte> text, TokenBuffer tokens, int start, int end, int count, Span<bool> listed)
    {
        var shingle = listed.Length - count + 1;
        var (refrains, ofSentences) = (0, 0);
        for (var at = start; NextRefrain(at, end, count, shingle) is var (from, to) && from >= 0; at = to - shingle + 1)
        {
            refrains++;
            ofSentences += RefrainShape.IsOfSentence(text, tokens, from, to) ? 1 : 0;
        }

        if (2 * ofSentences <= refrains)
            return end;
        listed[start..end].Clear();
        var behind = end;
        for (var at = start; NextRefrain(at, end, count, shingle) is var (from, to) && from >= 0; at = to - shingle + 1)
        {
            listed[from..to].Fill(true);
            behind = Math.Max(behind, to);
        }

        return behind;
    }

    // The next refrain that starts at a token or behind it, and no later than a list ends: as long as its shingles
    // follow each other.
    private (int From, int To) NextRefrain(int at, int end, int count, int shingle)
    {
        for (; at <= end && at < count; at++)
        {
            var from = at;
            while (at < count && occurrences[at] >= MinOccurrences)
                at++;
            if (at + shingle - 1 - from >= MinWords && at > from)
                return (from, at + shingle - 1);
        }

        return (-1, -1);
    }

    [MethodImpl(Compile.Fully)]
    private static bool IsWithoutSpaces(TokenBuffer tokens)
    {
        var starts = tokens.Starts;
        var ends = tokens.Ends;
        var touching = 0;
        for (var token = 1; token < tokens.Count; token++)
            touching += starts[token] == ends[token - 1] ? 1 : 0;
        return 2 * touching > tokens.Count;
    }

    // Fills in where recurrences begin and end.
    [MethodImpl(Compile.Fully)]
    private void Count(ReadOnlySpan<int> next)
    {
        if (occurrences.Length < next.Length + 1)
        {
            occurrences = new int[2 * (next.Length + 1)];
            changes = new int[2 * (next.Length + 64)];
        }

        for (var place = next.Length - 1; place >= 0; place--)
            occurrences[place] = next[place] < 0 ? 1 : occurrences[next[place]] + 1;
        changes.AsSpan(0, next.Length + 64).Clear();
        for (var place = 0; place < next.Length; place++)
        {
            var following = next[place];
            if (following < 0)
                continue;
            // The count of the first place is that of all; hand it on.
            occurrences[following] = Math.Max(occurrences[following], occurrences[place]);
            if (occurrences[place] >= MinOccurrences && following - place <= MaxDistance)
            {
                changes[place]++;
                changes[following]--;
            }
        }
    }
}
