using Dedupe.Signing;

namespace Dedupe.Indexing;

/// <summary>The keys of each tier, gathered from the signed documents.</summary>
internal sealed class TierKeys(SignedCollection documents, BandingPlan plan)
{
    private readonly bool[] isRepeat = new bool[documents.Count];

    /// <summary>
    /// Pairs of documents with the same normalized text, each linked to the first of them. All but the first stay out of the near tier's
    /// buckets, so a million copies of one text cost a million pairs and no more.
    /// </summary>
    public CandidatePair[] Identical()
    {
        var keys = new ulong[documents.Count];
        var numbers = new int[documents.Count];
        for (var document = 0; document < documents.Count; document++)
        {
            keys[document] = (ulong)documents.At(document).ContentHash;
            numbers[document] = document;
        }

        var pairs = new List<CandidatePair>();
        new KeyIndex(keys, numbers).ForEachBucket((_, bucket) =>
        {
            for (var i = 1; i < bucket.Length; i++)
            {
                isRepeat[bucket[i]] = documents.At(bucket[i]).ContentHash == documents.At(bucket[0]).ContentHash;
                if (isRepeat[bucket[i]])
                    pairs.Add(new CandidatePair(bucket[0], bucket[i], 1));
            }
        });
        pairs.Sort((x, y) => (x.A, x.B).CompareTo((y.A, y.B)));
        return [.. pairs];
    }

    /// <summary>The band keys of all documents but repeats.</summary>
    public KeyIndex Near() =>
        Gather(document => documents.At(document).NearKeys < 0 || isRepeat[document] ? (0, 0) : (documents.At(document).NearKeys, plan.Bands),
            documents.NearKeys);

    /// <summary>
    /// The sampled shingles of the near tier's groups, each once a group: all of the representative's, and of the other members
    /// what the group did not have yet (another outlet's footer under the same story).
    /// </summary>
    /// <param name="nearGroup">The near-tier representative of each document.</param>
    public KeyIndex Reuse(int[] nearGroup)
    {
        var keys = new List<ulong>();
        var numbers = new List<int>();
        foreach (var group in Enumerable.Range(0, nearGroup.Length).GroupBy(document => nearGroup[document]))
        {
            var seen = new HashSet<ulong>();
            foreach (var document in group.Prepend(group.Key).Where(document => !isRepeat[document] || document == group.Key))
            {
                ref readonly var signed = ref documents.At(document);
                for (var i = 0; i < signed.ReuseKeyCount; i++)
                {
                    var key = documents.ReuseKeys[(int)signed.ReuseKeys + i];
                    if (seen.Add(key))
                    {
                        keys.Add(key);
                        numbers.Add(document);
                    }
                }
            }
        }

        return new KeyIndex([.. keys], [.. numbers]);
    }

    private KeyIndex Gather(Func<int, (long Start, int Count)> place, List<ulong> source)
    {
        var total = 0;
        for (var document = 0; document < documents.Count; document++)
            total += place(document).Count;
        var keys = new ulong[total];
        var numbers = new int[total];
        var at = 0;
        for (var document = 0; document < documents.Count; document++)
        {
            var (start, count) = place(document);
            source.CopyTo((int)start, keys, at, count);
            numbers.AsSpan(at, count).Fill(document);
            at += count;
        }

        return new KeyIndex(keys, numbers);
    }
}
