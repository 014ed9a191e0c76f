using System.Runtime.InteropServices;
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
        var keys = new List<ulong>(documents.ReuseKeys.Count);
        var numbers = new List<int>(documents.ReuseKeys.Count);
        var others = new List<int>();
        for (var document = 0; document < nearGroup.Length; document++)
        {
            if (nearGroup[document] != document)
            {
                if (!isRepeat[document])
                    others.Add(document);
                continue;
            }

            var own = KeysOf(document);
            keys.AddRange(own);
            CollectionsMarshal.SetCount(numbers, keys.Count);
            CollectionsMarshal.AsSpan(numbers)[^own.Length..].Fill(document);
        }

        var seen = new HashSet<ulong>();
        foreach (var group in others.GroupBy(document => nearGroup[document]))
        {
            seen.Clear();
            foreach (var key in KeysOf(group.Key))
                seen.Add(key);
            foreach (var document in group)
            {
                foreach (var key in KeysOf(document))
                {
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

    private ReadOnlySpan<ulong> KeysOf(int document)
    {
        ref readonly var signed = ref documents.At(document);
        return CollectionsMarshal.AsSpan(documents.ReuseKeys).Slice((int)signed.ReuseKeys, signed.ReuseKeyCount);
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
