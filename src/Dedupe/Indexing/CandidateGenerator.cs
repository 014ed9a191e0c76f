namespace Dedupe.Indexing;

/// <summary>
/// Buckets to candidate pairs. Small buckets propose all their pairs. In a bucket of thousands that would be millions, so there each
/// document is linked to the first few of the bucket (the hubs, one of which becomes the star's centre) and to its next neighbours:
/// the number of pairs stays linear in the number of entries.
/// </summary>
internal static class CandidateGenerator
{
    private const int Hubs = 8;
    private const int Neighbours = 4;

    /// <summary>The distinct candidate pairs, sorted by (A, B).</summary>
    /// <param name="index">The keys.</param>
    /// <param name="options">Bucket sizes.</param>
    /// <param name="proposes">Whether a bucket, given by number and size, proposes anything; null: all do.</param>
    public static CandidatePair[] Propose(KeyIndex index, IndexingOptions options, Func<int, int, bool>? proposes = null)
    {
        var found = new List<ulong>();
        index.ForEachBucket((bucket, _, documents) =>
        {
            if (proposes is null || proposes(bucket, documents.Length))
                Link(documents, options.AllPairsLimit, found);
        });

        ulong[] links = [.. found];
        RadixSort.Sort(ref links);
        var pairs = new List<CandidatePair>();
        for (var start = 0; start < links.Length;)
        {
            var end = start + 1;
            while (end < links.Length && links[end] == links[start])
                end++;
            pairs.Add(new CandidatePair((int)(links[start] >> 32), (int)(uint)links[start], end - start));
            start = end;
        }

        return [.. pairs];
    }

    private static void Link(ReadOnlySpan<int> documents, int allPairsLimit, List<ulong> links)
    {
        for (var later = 1; later < documents.Length; later++)
        {
            var all = documents.Length <= allPairsLimit;
            var hubs = all ? later : Math.Min(later, Hubs);
            for (var earlier = 0; earlier < hubs; earlier++)
                links.Add(Pack(documents[earlier], documents[later]));
            for (var earlier = Math.Max(hubs, later - Neighbours); earlier < later; earlier++)
                links.Add(Pack(documents[earlier], documents[later]));
        }
    }

    private static ulong Pack(int a, int b) => ((ulong)(uint)a << 32) | (uint)b;
}
