using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Storage;

/// <summary>
/// 64-bit entries in partitions: written by many threads, each through a writer of its own, and read partition by partition. Blocks are
/// kept in memory while the pool allows it and go to a temporary file beyond that, or stand in part files; a reader sees no difference. Entries
/// that one writer adds to one partition keep their order.
/// </summary>
internal sealed class EntryStore : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Block>[] blocks;
    private readonly long[] counts;
    private readonly ScratchFile file = new();
    private readonly List<(PartReader Part, string Name, uint Add)> parts = [];

    /// <summary>Makes an empty store.</summary>
    /// <param name="partitions">How many partitions.</param>
    /// <param name="pool">Where blocks come from.</param>
    public EntryStore(int partitions, BlockPool pool)
    {
        Pool = pool;
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

    /// <summary>Where blocks come from.</summary>
    internal BlockPool Pool { get; }

    /// <summary>A writer for one thread.</summary>
    public EntryWriter Writer() => new(this);

    /// <summary>Reads a whole partition to the front of an array, which is made larger when it is too small, and forgets it.</summary>
    /// <returns>How many entries it has.</returns>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The partition is larger than one array.</exception>
    public int Take(int partition, ref ulong[] entries)
    {
        if (counts[partition] > Array.MaxLength)
            throw new InvalidOperationException($"One part of the keys has {counts[partition]} entries, and at most {Array.MaxLength} can be sorted at once: split the collection.");
        var count = (int)counts[partition];
        if (entries.Length < count)
            entries = GC.AllocateUninitializedArray<ulong>((int)Math.Min(Array.MaxLength, 2L * count));
        var at = 0;
        foreach (var block in blocks[partition])
        {
            Read(block, entries.AsSpan(at, block.Count));
            at += block.Count;
        }

        foreach (var (part, name, add) in parts)
        {
            var target = entries.AsSpan(at, (int)(part.Length(name, partition) / sizeof(ulong)));
            part.Read(name, partition, target);
            if (add != 0)
                Add(target, add);
            at += target.Length;
        }

        Forget(partition);
        return count;
    }

    /// <summary>Adds the entries of a part file to those of the store; they stay there, and are read when a partition is taken.</summary>
    /// <param name="part">The part.</param>
    /// <param name="name">Name of its sections; the number is the partition.</param>
    /// <param name="add">Is added to each entry: the number of the part's first document.</param>
    public void Attach(PartReader part, string name, uint add = 0)
    {
        parts.Add((part, name, add));
        for (var partition = 0; partition < counts.Length; partition++)
            counts[partition] += part.Length(name, partition) / sizeof(ulong);
    }

    /// <summary>Writes all that was added, a section a partition. It stays in the store.</summary>
    /// <param name="part">The part file.</param>
    /// <param name="name">Name of the sections.</param>
    public void Save(PartWriter part, string name)
    {
        var buffer = new ulong[BlockPool.BlockEntries];
        for (var partition = 0; partition < blocks.Length; partition++)
        {
            part.Begin();
            foreach (var block in blocks[partition])
            {
                var entries = buffer.AsSpan(0, block.Count);
                Read(block, entries);
                part.Append(MemoryMarshal.AsBytes(entries));
            }

            part.End(name, partition);
        }
    }

    /// <summary>Takes over a block, or writes it to the file.</summary>
    /// <returns>A block to fill next.</returns>
    internal ArraySegment<ulong> Add(int partition, ArraySegment<ulong> entries, int count)
    {
        if (Pool.TryKeep())
        {
            Note(partition, new Block(entries, count, 0));
            return Pool.Rent();
        }

        Note(partition, new Block(default, count, file.Append(MemoryMarshal.AsBytes(entries.AsSpan(0, count)))));
        return entries;
    }

    /// <summary>Removes the temporary file and gives the memory back.</summary>
    public void Dispose()
    {
        file.Dispose();
        for (var partition = 0; partition < blocks.Length; partition++)
            Forget(partition);
    }

    [MethodImpl(Compile.Fully)]
    private static void Add(Span<ulong> entries, uint add)
    {
        foreach (ref var entry in entries)
            entry += add;
    }

    private void Read(Block block, Span<ulong> entries)
    {
        if (block.Entries.Array is null)
            file.Read(MemoryMarshal.AsBytes(entries), block.FileOffset);
        else
            block.Entries.AsSpan(0, block.Count).CopyTo(entries);
    }

    private void Note(int partition, Block block)
    {
        lock (gate)
        {
            blocks[partition].Add(block);
            counts[partition] += block.Count;
        }
    }

    private void Forget(int partition)
    {
        foreach (var block in blocks[partition])
        {
            if (block.Entries.Array is not null)
                Pool.Release(block.Entries);
        }

        blocks[partition] = [];
    }

    private readonly record struct Block(ArraySegment<ulong> Entries, int Count, long FileOffset);
}
