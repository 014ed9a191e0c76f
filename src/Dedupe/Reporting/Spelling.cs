namespace Dedupe.Reporting;

/// <summary>Finds the word that a mistyped one was meant to be.</summary>
internal static class Spelling
{
    /// <summary>
    /// The known word with the fewest letters to change, without regard to case; null when none is near.
    /// </summary>
    /// <param name="word">What was typed. Its length is that of names: the cost is its length times that of every known
    /// word.</param>
    /// <param name="known">The words there are; of two equally near ones the first is taken.</param>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        if (word.Length > 100)
            return null; // no name is that long
        var (nearest, edits) = known.Select(other => (other, Edits(word, other))).MinBy(static other => other.Item2);
        return nearest is not null
            && edits <= Math.Max(2, word.Length / 3)
            && edits < Math.Max(word.Length, nearest.Length)
            ? nearest
            : null;
    }

    // Levenshtein distance without case, two neighbours in the wrong order counted as one edit. Three rows at hand.
    private static int Edits(string a, string b)
    {
        var above = new int[b.Length + 1];
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var next = new int[b.Length + 1];
            next[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                next[j] = Same(a[i - 1], b[j - 1])
                    ? row[j - 1]
                    : 1 + Math.Min(row[j - 1], Math.Min(next[j - 1], row[j]));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    next[j] = Math.Min(next[j], 1 + above[j - 2]);
            }

            (above, row) = (row, next);
        }

        return row[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
