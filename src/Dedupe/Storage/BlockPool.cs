namespace Dedupe.Storage;

/// <summary>
/// Blocks of entries, cut from large arrays and used again and again, so that stores that follow each other need no fresh memory and leave no
/// work for the garbage collector. Safe from any thread.
/// </summary>
/// <param name="memoryBytes">Bytes that blocks given out as kept may take together.</param>
internal sealed class BlockPool(long memoryBytes)
{
    /// <summary>Entries in a block: 16 KB.</summary>
    public const int BlockEntries = 2048;

    private const int BlocksInSlab = 64;

    private readonly Lock gate = new();
    private readonly Stack<ArraySegment<ulong>> free = new();
    private long left = memoryBytes / (BlockEntries * sizeof(ulong));

    /// <summary>A block to write to; its content does not matter.</summary>
    public ArraySegment<ulong> Rent()
    {
        lock (gate)
        {
            if (free.Count == 0)
            {
                var slab = GC.AllocateUninitializedArray<ulong>(BlocksInSlab * BlockEntries);
                for (var block = BlocksInSlab - 1; block >= 0; block--)
                    free.Push(new ArraySegment<ulong>(slab, block * BlockEntries, BlockEntries));
            }

            return free.Pop();
        }
    }

    /// <summary>Takes a block back.</summary>
    public void Return(ArraySegment<ulong> block)
    {
        lock (gate)
            free.Push(block);
    }

    /// <summary>Lets the memory of blocks go that nobody has.</summary>
    public void Trim()
    {
        lock (gate)
        {
            free.Clear();
            free.TrimExcess();
        }
    }

    /// <summary>Whether another full block may stay in memory; if so, it counts as kept until <see cref="Release"/>.</summary>
    public bool TryKeep()
    {
        lock (gate)
        {
            if (left <= 0)
                return false;
            left--;
            return true;
        }
    }

    /// <summary>A kept block is no longer needed.</summary>
    public void Release(ArraySegment<ulong> block)
    {
        lock (gate)
        {
            free.Push(block);
            left++;
        }
    }
}
