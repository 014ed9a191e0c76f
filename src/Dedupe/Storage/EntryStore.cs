using System.Runtime.InteropServices;

namespace Dedupe.Storage;

/// <summary>
/// 64-bit entries in partitions: written by many threads, each through a writer of its own, and read partition by partition. Blocks are
/// kept in memory while the budget lasts and go to a temporary file beyond it; a reader sees no difference. Entries that one writer
/// adds to one partition keep their order.
/// </summary>
internal sealed class EntryStore : IDisposable
{
    /// <summary>Most entries in a block: 32 KB.</summary>
    internal const int BlockEntries = 4096;

    private readonly Lock gate = new();
    private readonly MemoryBudget budget;
    private readonly List<Block>[] blocks;
    private readonly long[] counts;
    private readonly ScratchFile file = new();

    /// <summary>Makes an empty store.</summary>
    /// <param name="partitions">How many partitions.</param>
    /// <param name="budget">What blocks in memory are taken from.</param>
    public EntryStore(int partitions, MemoryBudget budget)
    {
        this.budget = budget;
        blocks = new List<Block>[partitions];
        for (var partition = 0; partition < partitions; partition++)
            blocks[partition] = [];
        counts = new long[partitions];
    }

    /// <summary>How many partitions there are.</summary>
    public int Partitions => blocks.Length;

    /// <summary>All entries of all flushed writers.</summary>
    public long Count => counts.Sum();

    /// <summary>Bytes in the temporary file.</summary>
    public long SpilledBytes => file.Length;

    /// <summary>A writer for one thread.</summary>
    public EntryWriter Writer() => new(this);

    /// <summary>Reads a whole partition to the front of an array, which is made larger when it is too small, and forgets it.</summary>
    /// <returns>How many entries it has.</returns>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The partition is larger than one array.</exception>
    public int Take(int partition, ref ulong[] entries)
    {
        var count = Read(partition, ref entries);
        foreach (var block in blocks[partition])
            budget.Return(block.Entries is null ? 0 : block.Entries.Length * sizeof(ulong));
        blocks[partition] = [];
        return count;
    }

    /// <summary>Reads a whole partition to the front of an array, which is made larger when it is too small.</summary>
    /// <returns>How many entries it has.</returns>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The partition is larger than one array.</exception>
    public int Read(int partition, ref ulong[] entries)
    {
        if (counts[partition] > Array.MaxLength)
            throw new InvalidOperationException($"One part of the keys has {counts[partition]} entries, and at most {Array.MaxLength} can be sorted at once: split the collection.");
        var count = (int)counts[partition];
        if (entries.Length < count)
            entries = GC.AllocateUninitializedArray<ulong>((int)Math.Min(Array.MaxLength, count + (count / 4L)));
        var at = 0;
        foreach (var block in blocks[partition])
        {
            var target = entries.AsSpan(at, block.Count);
            if (block.Entries is null)
                file.Read(MemoryMarshal.AsBytes(target), block.FileOffset);
            else
                block.Entries.AsSpan(0, block.Count).CopyTo(target);
            at += block.Count;
        }

        return count;
    }

    /// <summary>Takes over a block, or writes it to the file.</summary>
    /// <returns>An array to fill next; its content does not matter.</returns>
    internal ulong[] Add(int partition, ulong[] entries, int count)
    {
        if (budget.TryTake(entries.Length * sizeof(ulong)))
        {
            lock (gate)
            {
                blocks[partition].Add(new Block(entries, count, 0));
                counts[partition] += count;
            }

            return GC.AllocateUninitializedArray<ulong>(Math.Min(BlockEntries, 2 * entries.Length));
        }

        var offset = file.Append(MemoryMarshal.AsBytes(entries.AsSpan(0, count)));
        lock (gate)
        {
            blocks[partition].Add(new Block(null, count, offset));
            counts[partition] += count;
        }

        return entries;
    }

    /// <summary>Removes the temporary file and gives the memory back.</summary>
    public void Dispose()
    {
        file.Dispose();
        foreach (var partition in blocks)
        {
            budget.Return(partition.Sum(static block => block.Entries is null ? 0 : block.Entries.Length * (long)sizeof(ulong)));
            partition.Clear();
        }
    }

    private readonly record struct Block(ulong[]? Entries, int Count, long FileOffset);
}
