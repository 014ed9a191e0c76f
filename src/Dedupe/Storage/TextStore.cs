namespace Dedupe.Storage;

/// <summary>
/// Keeps the texts of a run until they are verified: in memory up to a budget, beyond it in a temporary file that the system removes
/// with the process. Chunks are added and read from any thread.
/// </summary>
internal sealed class TextStore(long memoryBudget) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Chunk> chunks = [];
    private FileStream? file;
    private long inMemory;
    private long inFile;

    /// <summary>Bytes held in the temporary file.</summary>
    public long SpilledBytes => inFile;

    /// <summary>Takes over a copy of some texts that were signed together.</summary>
    /// <returns>The chunk's number.</returns>
    public int Add(ReadOnlySpan<byte> texts)
    {
        lock (gate)
        {
            if (inMemory + texts.Length <= memoryBudget)
            {
                inMemory += texts.Length;
                chunks.Add(new Chunk(texts.ToArray(), 0));
            }
            else
            {
                file ??= new FileStream(
                    Path.Combine(Path.GetTempPath(), $"dedupe-{Guid.NewGuid():N}.texts"), FileMode.CreateNew, FileAccess.ReadWrite,
                    FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose | FileOptions.RandomAccess);
                RandomAccess.Write(file.SafeFileHandle, texts, inFile);
                chunks.Add(new Chunk(null, inFile));
                inFile += texts.Length;
            }

            return chunks.Count - 1;
        }
    }

    /// <summary>A text; <paramref name="buffer"/> is used, and grown, when it has to be read from the file.</summary>
    public ReadOnlySpan<byte> Read(int chunk, int start, int length, ref byte[] buffer)
    {
        Chunk source;
        lock (gate)
            source = chunks[chunk];
        if (source.Memory is { } memory)
            return memory.AsSpan(start, length);

        if (buffer.Length < length)
            buffer = new byte[Math.Max(length, 2 * buffer.Length)];
        var rest = buffer.AsSpan(0, length);
        var offset = source.FileOffset + start;
        while (!rest.IsEmpty)
        {
            var read = RandomAccess.Read(file!.SafeFileHandle, rest, offset);
            if (read == 0)
                throw new IOException($"The temporary file {file.Name} ends early: it was changed from outside.");
            rest = rest[read..];
            offset += read;
        }

        return buffer.AsSpan(0, length);
    }

    /// <summary>Removes the temporary file.</summary>
    public void Dispose() => file?.Dispose();

    private readonly record struct Chunk(byte[]? Memory, long FileOffset);
}
