namespace Dedupe.Storage;

/// <summary>Collects entries of one thread, a block a partition, for an <see cref="EntryStore"/>.</summary>
internal sealed class EntryWriter
{
    // Blocks start small, so that a run over a few documents does not touch megabytes, and grow as they are filled.
    private const int FirstBlock = 16;

    private readonly EntryStore store;
    private readonly ulong[][] buffers;
    private readonly int[] counts;

    /// <summary>Begins with empty blocks.</summary>
    internal EntryWriter(EntryStore store)
    {
        this.store = store;
        buffers = new ulong[store.Partitions][];
        Array.Fill(buffers, []);
        counts = new int[store.Partitions];
    }

    /// <summary>Adds an entry to a partition.</summary>
    /// <exception cref="IOException">A block had to go to the temporary file, and the disk is full.</exception>
    public void Add(int partition, ulong entry)
    {
        var buffer = buffers[partition];
        var count = counts[partition];
        if ((uint)count >= (uint)buffer.Length)
        {
            buffer = NextBlock(partition, buffer, count);
            count = 0;
        }

        buffer[count] = entry;
        counts[partition] = count + 1;
    }

    /// <summary>Hands over what is left. Nothing that was added can be read before.</summary>
    /// <exception cref="IOException">A block had to go to the temporary file, and the disk is full.</exception>
    public void Flush()
    {
        for (var partition = 0; partition < buffers.Length; partition++)
        {
            if (counts[partition] > 0)
                store.Add(partition, buffers[partition], counts[partition]);
            buffers[partition] = [];
            counts[partition] = 0;
        }
    }

    private ulong[] NextBlock(int partition, ulong[] buffer, int count) =>
        buffers[partition] = count == 0 ? new ulong[FirstBlock] : store.Add(partition, buffer, count);
}
