namespace Dedupe.Verification;

/// <summary>Sums over stretches of words that ascend and do not overlap.</summary>
internal static class WordRanges
{
    /// <summary>How many words.</summary>
    public static int Count(IReadOnlyList<WordRange> ranges)
    {
        var words = 0;
        for (var i = 0; i < ranges.Count; i++)
            words += ranges[i].Length;
        return words;
    }

    /// <summary>The words that are in both. Cost: linear.</summary>
    public static IReadOnlyList<WordRange> Common(IReadOnlyList<WordRange> x, IReadOnlyList<WordRange> y)
    {
        var common = new List<WordRange>();
        for (int i = 0, j = 0; i < x.Count && j < y.Count;)
        {
            var start = Math.Max(x[i].Start, y[j].Start);
            var end = Math.Min(x[i].End, y[j].End);
            if (start < end)
                common.Add(new WordRange(start, end - start));
            if (x[i].End <= y[j].End)
                i++;
            else
                j++;
        }

        return common;
    }
}
