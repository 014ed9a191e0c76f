namespace Dedupe.Signing;

/// <summary>
/// Samples shingle hashes so that of every <c>window</c> consecutive ones at least one is taken, and equal runs give equal samples:
/// the smallest of each window, the rightmost on ties. Density about 2/(window+1). Source: Schleimer, Wilkerson and Aiken 2003,
/// Winnowing: local algorithms for document fingerprinting.
/// </summary>
internal static class Winnowing
{
    /// <summary>Appends the sampled hashes, in order of place; texts shorter than one window give their smallest hash.</summary>
    public static void Sample(ReadOnlySpan<ulong> shingles, int window, List<ulong> sample)
    {
        if (shingles.IsEmpty)
            return;

        var size = Math.Min(window, shingles.Length);
        var chosen = -1;
        for (var end = size; end <= shingles.Length; end++)
        {
            var start = end - size;
            if (chosen >= start)
            {
                // The window moved on by one: only the newcomer can be smaller.
                if (shingles[end - 1] > shingles[chosen])
                    continue;
                chosen = end - 1;
            }
            else
            {
                chosen = start;
                for (var i = start + 1; i < end; i++)
                {
                    if (shingles[i] <= shingles[chosen])
                        chosen = i;
                }
            }

            sample.Add(shingles[chosen]);
        }
    }
}
