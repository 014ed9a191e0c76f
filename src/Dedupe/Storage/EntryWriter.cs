namespace Dedupe.Storage;

/// <summary>Collects entries of one thread, a block a partition, for an <see cref="EntryStore"/>.</summary>
internal sealed class EntryWriter
{
    private readonly EntryStore store;
    private readonly Slot[] slots;

    /// <summary>Begins with no blocks; each partition gets its first one with its first entry.</summary>
    internal EntryWriter(EntryStore store)
    {
        this.store = store;
        slots = new Slot[store.Partitions];
    }

    /// <summary>Adds an entry to a partition.</summary>
    /// <exception cref="IOException">A block had to go to the temporary file, and the disk is full.</exception>
    public void Add(int partition, ulong entry)
    {
        ref var slot = ref slots[partition];
        if (slot.At == slot.End)
            NextBlock(partition, ref slot);
        slot.Entries[slot.At++] = entry;
    }

    /// <summary>Hands over what is left. Nothing that was added can be read before.</summary>
    /// <exception cref="IOException">A block had to go to the temporary file, and the disk is full.</exception>
    public void Flush()
    {
        for (var partition = 0; partition < slots.Length; partition++)
        {
            ref var slot = ref slots[partition];
            if (slot.End > 0)
                store.Pool.Return(store.Add(partition, slot.Block, slot.Count));
            slot = default;
        }
    }

    private void NextBlock(int partition, ref Slot slot)
    {
        var block = slot.End == 0 ? store.Pool.Rent() : store.Add(partition, slot.Block, slot.Count);
        slot = new Slot { Entries = block.Array!, At = block.Offset, End = block.Offset + block.Count };
    }

    private struct Slot
    {
        public ulong[] Entries;
        public int At;
        public int End; // 0: no block yet

        public readonly ArraySegment<ulong> Block => new(Entries, End - BlockPool.BlockEntries, BlockPool.BlockEntries);

        public readonly int Count => At - (End - BlockPool.BlockEntries);
    }
}
