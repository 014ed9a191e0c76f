using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedupe.Kernels;

namespace Dedupe.Storage;

/// <summary>
/// 64-bit entries in partitions: written by many threads, each through a writer of its own, and read partition by
/// partition. Blocks are kept in memory while the pool allows it and go to a temporary file beyond that, or stand in
/// part files; a reader sees no difference. Entries that one writer adds to one partition keep their order.
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

    /// <summary>Reads a whole partition, and forgets it.</summary>
    /// <param name="partition">Which one.</param>
    /// <param name="buffer">Gets the entries.</param>
    /// <returns>The entries, in the buffer.</returns>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    /// <exception cref="CannotRunException">The partition is larger than one array.</exception>
    public Span<ulong> Take(int partition, EntryBuffer buffer)
    {
        if (counts[partition] > Array.MaxLength)
            throw new CannotRunException(
                $"One part of the keys has {counts[partition]} entries, and at most {Array.MaxLength} can be sorted " +
                $"at once: split the collection.");
        var entries = buffer.Room((int)counts[partition]);
        var rest = entries;
        foreach (var block in blocks[partition])
        {
            Read(block, rest[..block.Count]);
            rest = rest[block.Count..];
        }

        foreach (var (part, name, add) in parts)
        {
            var target = rest[..(int)(part.Length(name, partition) / sizeof(ulong))];
            part.Read(name, partition, target);
            if (add != 0)
                Add(target, add);
            rest = rest[target.Length..];
        }

        Forget(partition);
        return entries;
    }

    /// <summary>
    /// Adds the entries of a part file to those of the store; they stay there, and are read when a partition is taken.
    /// </summary>
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
    /// <param name="lowHalves">What is written for the lower half of each entry; null: what it is.</param>
    public void Save(PartWriter part, string name, int[]? lowHalves = null)
    {
        var buffer = new ulong[BlockPool.BlockEntries];
        for (var partition = 0; partition < blocks.Length; partition++)
        {
            part.Begin();
            foreach (var block in blocks[partition])
            {
                var entries = buffer.AsSpan(0, block.Count);
                Read(block, entries);
                if (lowHalves is not null)
                    Replace(entries, lowHalves);
                part.Append(MemoryMarshal.AsBytes(entries));
            }

            part.End(name, partition);
        }
    }

    /// <summary>Takes over a block, or writes it to the file.</summary>
    /// <returns>A block to fill next.</returns>
    internal Memory<ulong> Add(int partition, Memory<ulong> entries, int count)
    {
        if (Pool.TryKeep())
        {
            Note(partition, new Block(entries, count, 0));
            return Pool.Rent();
        }

        Note(partition, new Block(default, count, file.Append(MemoryMarshal.AsBytes(entries.Span[..count]))));
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

    [MethodImpl(Compile.Fully)]
    private static void Replace(Span<ulong> entries, int[] lowHalves)
    {
        foreach (ref var entry in entries)
            entry = (entry >> 32 << 32) | (uint)lowHalves[(int)(uint)entry];
    }

    private void Read(Block block, Span<ulong> entries)
    {
        if (block.Entries.IsEmpty)
            file.Read(MemoryMarshal.AsBytes(entries), block.FileOffset);
        else
            block.Entries.Span[..block.Count].CopyTo(entries);
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
            if (!block.Entries.IsEmpty)
                Pool.Release(block.Entries);
        }

        blocks[partition] = [];
    }

    private readonly record struct Block(Memory<ulong> Entries, int Count, long FileOffset);
}
