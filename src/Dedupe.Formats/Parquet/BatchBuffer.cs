using System.Buffers;

namespace Dedupe.Formats.Parquet;

/// <summary>Bytes of texts, one behind the other, from a pool.</summary>
internal sealed class BatchBuffer(int size) : IDisposable
{
    /// <summary>What they are in; null once it is given back.</summary>
    public byte[]? Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>How many there are.</summary>
    public int Used { get; private set; }

    /// <summary>Adds some.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Used += bytes.Length;
    }

    /// <summary>Room for so many bytes more.</summary>
    public Span<byte> Room(int more)
    {
        if (Bytes!.Length - Used < more)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(checked((int)Math.Min(
                Array.MaxLength, Math.Max(2L * Bytes.Length, (long)Used + more))));
            Bytes.AsSpan(0, Used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(Bytes);
            Bytes = larger;
        }

        return Bytes.AsSpan(Used);
    }

    /// <summary>Takes note of bytes written to <see cref="Room"/>.</summary>
    public void Advance(int count) => Used += count;

    /// <summary>Forgets the bytes behind a place.</summary>
    public void CutTo(int used) => Used = used;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (Bytes is not null)
            ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = null;
    }
}
