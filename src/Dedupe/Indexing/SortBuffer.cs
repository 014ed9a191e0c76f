using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>Memory of one thread for sorting partitions, one after the other.</summary>
internal sealed class SortBuffer
{
    private ulong[] entries = [];
    private ulong[] scratch = [];

    /// <summary>As much memory as the last partition took; its content does not matter.</summary>
    public Span<ulong> Scratch => scratch;

    /// <summary>Takes a partition out of a store.</summary>
    public Span<ulong> Take(EntryStore store, int partition)
    {
        var count = store.Take(partition, ref entries);
        if (scratch.Length < count)
            scratch = GC.AllocateUninitializedArray<ulong>(entries.Length);
        return entries.AsSpan(0, count);
    }
}
