namespace Dedupe.Shingling;

/// <summary>Shingle sets as sorted spans of distinct 64-bit hashes.</summary>
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
}
