namespace Dedupe.Storage;

/// <summary>
/// Collects entries of one thread, a block a partition, for an <see cref="EntryStore"/>. Entries wait in two cache
/// lines a partition, which stay in the first-level cache together, before they go to the blocks, which do not (Satish
/// et al. 2010 on radix sorts).
/// </summary>
internal sealed class EntryWriter
{
    private const int Staged = 16;

    private readonly EntryStore store;
    private readonly Slot[] slots;
    private readonly ulong[] stage;
    private readonly byte[] waiting;

    /// <summary>Begins with no blocks; each partition gets its first one with its first entry.</summary>
    internal EntryWriter(EntryStore store)
    {
        this.store = store;
        slots = new Slot[store.Partitions];
        stage = new ulong[store.Partitions * Staged];
        waiting = new byte[store.Partitions];
    }

    /// <summary>Adds an entry to a partition.</summary>
    /// <exception cref="IOException">A block had to go to the temporary file, and the disk is full.</exception>
    public void Add(int partition, ulong entry)
    {
        var count = waiting[partition];
        stage[(partition * Staged) + count] = entry;
        waiting[partition] = ++count;
        if (count == Staged)
            Move(partition);
    }

    /// <summary>Hands over what is left. Nothing that was added can be read before.</summary>
    /// <exception cref="IOException">A block had to go to the temporary file, and the disk is full.</exception>
    public void Flush()
    {
        for (var partition = 0; partition < slots.Length; partition++)
        {
            if (waiting[partition] > 0)
                Move(partition);
            ref var slot = ref slots[partition];
            if (!slot.Block.IsEmpty)
                store.Pool.Return(store.Add(partition, slot.Block, slot.At));
            slot = default;
        }
    }

    private void Move(int partition)
    {
        // A block's length is a multiple of the stage's.
        ref var slot = ref slots[partition];
        if (slot.At == slot.Block.Length)
            NextBlock(partition, ref slot);
        var count = waiting[partition];
        stage.AsSpan(partition * Staged, count).CopyTo(slot.Block.Span[slot.At..]);
        slot.At += count;
        waiting[partition] = 0;
    }

    private void NextBlock(int partition, ref Slot slot)
    {
        var block = slot.Block.IsEmpty ? store.Pool.Rent() : store.Add(partition, slot.Block, slot.At);
        slot = new Slot { Block = block };
    }

    private struct Slot
    {
        public Memory<ulong> Block; // empty: none yet
        public int At;
    }
}
