namespace Dedupe.Verification;

/// <summary>
/// Finds lists with a refrain: photo galleries, tables and the like, where the same words come again and again ("Hide caption 3 of 22 Photos: The
/// storm in pictures"). Nobody writes prose so, and an outlet carries such a list from article to article. Not thread-safe: one a worker.
/// </summary>
internal sealed class Refrains
{
    /// <summary>A phrase is a refrain when it stands so often in one text.</summary>
    private const int MinOccurrences = 4;

    /// <summary>Most tokens from one occurrence to the next within one list.</summary>
    private const int MaxDistance = 120;

    /// <summary>Neighbouring shingles that all recur: with shingles of five words, a refrain of seven.</summary>
    private const int MinShingles = 3;

    private int[] occurrences = [];
    private int[] changes = [];

    /// <summary>Sets the flags of the tokens that stand in a list. Cost: linear.</summary>
    /// <param name="next">For each shingle the next place of the same one, or -1.</param>
    /// <param name="listed">One flag a token; overwritten.</param>
    public void Mark(ReadOnlySpan<int> next, Span<bool> listed)
    {
        listed.Clear();
        if (!Count(next))
            return;

        // Each recurrence covers the tokens up to the next one; where enough of them overlap, a list goes on.
        var depth = 0;
        for (var token = 0; token < listed.Length; token++)
        {
            depth += changes[token];
            listed[token] = depth >= MinShingles;
        }
    }

    // Fills in where recurrences begin and end; false when nothing recurs often enough.
    private bool Count(ReadOnlySpan<int> next)
    {
        if (occurrences.Length < next.Length + 1)
        {
            occurrences = new int[2 * (next.Length + 1)];
            changes = new int[2 * (next.Length + 64)];
        }

        var most = 0;
        for (var place = next.Length - 1; place >= 0; place--)
        {
            occurrences[place] = next[place] < 0 ? 1 : occurrences[next[place]] + 1;
            most = Math.Max(most, occurrences[place]);
        }

        if (most < MinOccurrences)
            return false;

        changes.AsSpan().Clear();
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

        return true;
    }
}
