namespace Dedupe.Shingling;

/// <summary>Shingle sets as sorted spans of distinct 64-bit hashes, and what two of them share.</summary>
internal static class ShingleSet
{
    /// <summary>Sorts hashes in place and moves the distinct ones to the front. Cost: n log n.</summary>
    /// <returns>How many are distinct.</returns>
    public static int MakeDistinct(Span<ulong> hashes)
    {
        if (hashes.IsEmpty)
            return 0;

        hashes.Sort();
        var count = 1;
        for (var i = 1; i < hashes.Length; i++)
        {
            if (hashes[i] != hashes[i - 1])
                hashes[count++] = hashes[i];
        }

        return count;
    }

    /// <summary>How many hashes two sorted sets share. Cost: linear in both, without a branch to mispredict.</summary>
    public static int CountCommon(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            var left = a[i];
            var right = b[j];
            common += left == right ? 1 : 0;
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }

        return common;
    }
}
