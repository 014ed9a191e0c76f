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
        new KeyIndex(keys, numbers).ForEachBucket((_, _, bucket) =>
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
    public KeyIndex Near()
    {
        var entries = new KeyEntries((long)documents.Count * plan.Bands);
        for (var document = 0; document < documents.Count; document++)
        {
            if (!isRepeat[document])
                entries.Add(documents.NearKeys(document, plan.Bands), document);
        }

        return entries.ToIndex();
    }

    /// <summary>
    /// The sampled shingles of the near tier's groups, each once a group: all of the representative's, and of the other members
    /// what the group did not have yet (another outlet's footer under the same story).
    /// </summary>
    /// <param name="nearGroup">The near-tier representative of each document.</param>
    public KeyIndex Reuse(int[] nearGroup)
    {
        var total = 0L;
        var others = new List<int>();
        for (var document = 0; document < nearGroup.Length; document++)
        {
            if (nearGroup[document] != document && isRepeat[document])
                continue;
            total += documents.At(document).ReuseKeyCount;
            if (nearGroup[document] != document)
                others.Add(document);
        }

        var entries = new KeyEntries(total);
        for (var document = 0; document < nearGroup.Length; document++)
        {
            if (nearGroup[document] == document)
                entries.Add(documents.ReuseKeys(document), document);
        }

        AddNewKeys(others, nearGroup, entries);
        return entries.ToIndex();
    }

    private void AddNewKeys(List<int> others, int[] nearGroup, KeyEntries entries)
    {
        var seen = new HashSet<ulong>();
        foreach (var group in others.GroupBy(document => nearGroup[document]))
        {
            seen.Clear();
            foreach (var key in documents.ReuseKeys(group.Key))
                seen.Add(key);
            foreach (var document in group)
            {
                foreach (var key in documents.ReuseKeys(document))
                {
                    if (seen.Add(key))
                        entries.Add(key, document);
                }
            }
        }
    }
}
