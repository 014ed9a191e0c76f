using Dedupe.Signing;

namespace Dedupe.Live;

/// <summary>
/// The keys of a text as postings have them: partition and 32 bits of a key, as the batch's part files have them
/// (<see cref="TierEntries"/>). The bands of the near tier come first, then the 256 partitions of the reuse tier, then
/// one for texts that are too short for a shingle, which are found by their whole text.
/// </summary>
/// <param name="bands">Bands of the near tier.</param>
internal sealed class PostingKeys(int bands)
{
    /// <summary>How many partitions there are.</summary>
    public int Partitions => bands + TierEntries.ReusePartitions + 1;

    /// <summary>Whether a key is of the near tier or of a whole text: one that is shared makes a candidate.</summary>
    public bool IsNear(ulong key) => (int)(key >> 32) < bands || (int)(key >> 32) == Partitions - 1;

    /// <summary>All keys of a text, each once, those of the near tier first.</summary>
    public ulong[] Of(TextKeys keys)
    {
        if (keys.BandKeys.IsEmpty)
            return [((ulong)(Partitions - 1) << 32) | (uint)keys.ContentHash];
        var all = new List<ulong>(keys.BandKeys.Length + keys.SampleKeys.Length);
        for (var band = 0; band < keys.BandKeys.Length; band++)
            all.Add(((ulong)band << 32) | (uint)keys.BandKeys[band]);
        var near = all.Count;
        foreach (var key in keys.SampleKeys)
            all.Add(OfReuse(key));
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all)[near..].Sort();
        var count = near;
        for (var i = near; i < all.Count; i++)
        {
            if (i == near || all[i] != all[count - 1])
                all[count++] = all[i];
        }

        return [.. all[..count]];
    }

    /// <summary>A key of the reuse tier.</summary>
    public ulong OfReuse(ulong key) =>
        ((ulong)(bands + TierEntries.PartitionOf(key)) << 32) | (TierEntries.Entry(key, 0) >> 32);
}
