using Dedupe.Storage;

namespace Dedupe.Signing;

/// <summary>The keys of a collection, and whose they are.</summary>
/// <param name="entries">The keys, under numbers of their own.</param>
/// <param name="numbers">The document of each such number; -1 where there is none.</param>
internal sealed class CollectionKeys(TierEntries entries, int[] numbers)
{
    /// <summary>The keys of the near tier; the band is the partition.</summary>
    public EntryStore Near => entries.Near;

    /// <summary>The keys of the reuse tier; see <see cref="TierEntries"/> for the partition.</summary>
    public EntryStore Reuse => entries.Reuse;

    /// <summary>All keys.</summary>
    public TierEntries Entries => entries;

    /// <summary>How many keys there are in both tiers.</summary>
    public long Count => Near.Count + Reuse.Count;

    /// <summary>The document of each number in the entries; -1 where there is none.</summary>
    public ReadOnlySpan<int> Numbers => numbers;

    /// <summary>Memory for keys, and for what is made of them.</summary>
    public BlockPool Memory => Near.Pool;
}
