namespace Dedupe.Indexing;

/// <summary>
/// Buckets among sorted entries: the documents, in the lower halves, that share the key in the upper halves.
/// </summary>
internal static class Buckets
{
    /// <summary>Where the bucket that begins at an entry ends.</summary>
    public static int End(ReadOnlySpan<ulong> entries, int start)
    {
        var key = entries[start] >> 32;
        var end = start + 1;
        while (end < entries.Length && entries[end] >> 32 == key)
            end++;
        return end;
    }

    /// <summary>Drops equal entries of a bucket; they follow each other.</summary>
    /// <returns>How many are left.</returns>
    public static int MakeDistinct(Span<ulong> bucket)
    {
        var count = 1;
        for (var i = 1; i < bucket.Length; i++)
        {
            if (bucket[i] != bucket[count - 1])
                bucket[count++] = bucket[i];
        }

        return count;
    }
}
