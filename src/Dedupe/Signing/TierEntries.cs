using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>
/// The keys of both tiers as entries: 40 bits of a key, 8 of them (or the band) as the partition and 32 in the upper
/// half of the entry, and the document's number in the lower half. Keys cut short propose too much now and then, and
/// decide nothing.
/// </summary>
/// <param name="bands">Bands of the near tier.</param>
/// <param name="pool">Memory for the entries.</param>
internal sealed class TierEntries(int bands, BlockPool pool) : IDisposable
{
    /// <summary>Partitions of the reuse tier.</summary>
    public const int ReusePartitions = 1 << PartitionBits;

    private const int PartitionBits = 8;
    private const string NearName = "near";
    private const string ReuseName = "reuse";

    /// <summary>One entry a document and band; the band is the partition.</summary>
    public EntryStore Near { get; } = new(bands, pool);

    /// <summary>One entry a document and key of the reuse tier; the low bits of the key are the partition.</summary>
    public EntryStore Reuse { get; } = new(ReusePartitions, pool);

    /// <summary>
    /// Partition of a key of the reuse tier. Its low bits: the sample prefers small keys, so their high bits are
    /// uneven.
    /// </summary>
    public static int PartitionOf(ulong key) => (int)(key & (ReusePartitions - 1));

    /// <summary>An entry of the reuse tier.</summary>
    public static ulong Entry(ulong key, int document) => (key >> PartitionBits << 32) | (uint)document;

    /// <summary>The 40 bits of a key that its partition and its entries tell.</summary>
    public static ulong ShortKey(ulong key) => key & ((1UL << (32 + PartitionBits)) - 1);

    /// <summary>The same from partition and entry.</summary>
    public static ulong ShortKey(int partition, ulong entry) => (entry >> 32 << PartitionBits) | (uint)partition;

    /// <summary>Writes all keys to a part file.</summary>
    /// <param name="part">The part.</param>
    /// <param name="numberOf">Other numbers for the documents; null: their own.</param>
    public void Save(PartWriter part, int[]? numberOf = null)
    {
        Near.Save(part, NearName, numberOf);
        Reuse.Save(part, ReuseName, numberOf);
    }

    /// <summary>Adds the keys of a part file.</summary>
    /// <param name="part">The part.</param>
    /// <param name="add">The number of its first document.</param>
    public void Attach(PartReader part, uint add)
    {
        Near.Attach(part, NearName, add);
        Reuse.Attach(part, ReuseName, add);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Near.Dispose();
        Reuse.Dispose();
    }
}
