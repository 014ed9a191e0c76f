using Dedupe.Storage;

namespace Dedupe.Indexing;

/// <summary>Memory of one thread for sorting partitions, one after the other.</summary>
internal sealed class SortBuffer : IDisposable
{
    private readonly EntryBuffer entries = new();
    private readonly EntryBuffer scratch = new();
    private int count;

    /// <summary>As much memory as the last partition took; its content does not matter.</summary>
    public Span<ulong> Scratch => scratch.Room(count);

    /// <summary>Takes a partition out of a store.</summary>
    public Span<ulong> Drain(EntryStore store, int partition)
    {
        var taken = store.Take(partition, entries);
        count = taken.Length;
        return taken;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        entries.Dispose();
        scratch.Dispose();
    }
}
