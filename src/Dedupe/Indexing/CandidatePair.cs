namespace Dedupe.Indexing;

/// <summary>Two documents that share keys: worth verifying, no more.</summary>
/// <param name="A">The document of the smaller number.</param>
/// <param name="B">The document of the larger number.</param>
/// <param name="SharedKeys">In how many buckets they were linked.</param>
internal readonly record struct CandidatePair(int A, int B, int SharedKeys)
{
    /// <summary>Those whose first document is in a stretch of the documents.</summary>
    public static CandidatePair[] Between(CandidatePair[] pairs, (int Start, int End) documents) =>
        Array.FindAll(pairs, pair => pair.A >= documents.Start && pair.A < documents.End);

    /// <summary>
    /// Merges two lists that are sorted by (A, B), each pair once; of a pair in both the second list's stays.
    /// </summary>
    public static CandidatePair[] Merge(CandidatePair[] first, CandidatePair[] second)
    {
        if (first.Length == 0)
            return second;
        var all = new List<CandidatePair>(first.Length + second.Length);
        var next = 0;
        foreach (var pair in second)
        {
            while (next < first.Length && (first[next].A, first[next].B).CompareTo((pair.A, pair.B)) < 0)
                all.Add(first[next++]);
            if (next < first.Length && first[next].A == pair.A && first[next].B == pair.B)
                next++;
            all.Add(pair);
        }

        all.AddRange(first.AsSpan(next));
        return [.. all];
    }
}
