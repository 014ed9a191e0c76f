using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Storage;

/// <summary>
/// Blocks of entries, cut from large pages and used again and again, so that stores that follow each other need no
/// fresh memory and leave no work for the garbage collector. Safe from any thread.
/// </summary>
/// <param name="memoryBytes">Bytes that blocks given out as kept may take together.</param>
internal sealed class BlockPool(long memoryBytes)
{
    /// <summary>Entries in a block: 16 KB.</summary>
    public const int BlockEntries = 2048;

    private const int BlocksInSlab = LargePages.Size / (BlockEntries * sizeof(ulong));

    private readonly Lock gate = new();
    private readonly Stack<Memory<ulong>> free = new();
    private long left = memoryBytes / (BlockEntries * sizeof(ulong));

    /// <summary>A block to write to; its content does not matter.</summary>
    public Memory<ulong> Rent()
    {
        lock (gate)
        {
            if (free.Count == 0)
            {
                var slab = new LargeMemory<ulong>(BlocksInSlab * BlockEntries).Memory;
                for (var block = BlocksInSlab - 1; block >= 0; block--)
                    free.Push(slab.Slice(block * BlockEntries, BlockEntries));
            }

            return free.Pop();
        }
    }

    /// <summary>Takes a block back.</summary>
    public void Return(Memory<ulong> block)
    {
        lock (gate)
            free.Push(block);
    }

    /// <summary>Gives the memory of slabs back of which nobody has a block.</summary>
    public void Trim()
    {
        lock (gate)
        {
            var slabs = free.ToLookup(
                static block => MemoryMarshal.TryGetMemoryManager<ulong,
                LargeMemory<ulong>>(block, out var slab) ? slab : null);
            free.Clear();
            foreach (var slab in slabs)
            {
                var blocks = slab.ToArray();
                if (blocks.Length == BlocksInSlab)
                {
                    slab.Key!.Free();
                    continue;
                }

                foreach (var block in blocks)
                    free.Push(block);
            }
        }
    }

    /// <summary>
    /// Whether another full block may stay in memory; if so, it counts as kept until <see cref="Release"/>.
    /// </summary>
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
    public void Release(Memory<ulong> block)
    {
        lock (gate)
        {
            free.Push(block);
            left++;
        }
    }
}
