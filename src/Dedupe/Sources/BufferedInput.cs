using System.Buffers;

namespace Dedupe.Sources;

/// <summary>Lets the next bytes be looked at before they are taken.</summary>
internal sealed class BufferedInput(ByteReader inner, int capacity = 1 << 17, long position = 0) : ByteReader
{
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private int start;
    private int end;
    private bool disposed;

    /// <summary>The bytes at hand.</summary>
    public ReadOnlySpan<byte> Available => buffer.AsSpan(start, end - start);

    /// <summary>The bytes at hand, as memory to be passed on.</summary>
    public ReadOnlyMemory<byte> AvailableMemory => buffer.AsMemory(start, end - start);

    /// <summary>True once nothing follows <see cref="Available"/>.</summary>
    public bool Ended { get; private set; }

    /// <summary>Bytes taken so far: the position in this stream.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Makes at least so many bytes available, or all there are.</summary>
    public async ValueTask EnsureAsync(int count, CancellationToken cancellationToken)
    {
        while (end - start < count && !Ended)
        {
            if (start > 0 && buffer.Length - start < Math.Max(count, buffer.Length / 2))
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                end -= start;
                start = 0;
            }

            int read = await inner.ReadAsync(buffer.AsMemory(end), cancellationToken);
            end += read;
            Ended = read == 0;
        }
    }

    /// <summary>Takes bytes that are available.</summary>
    public void Skip(int count)
    {
        start += count;
        Position += count;
        if (start == end)
            start = end = 0;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        int read = Math.Min(end - start, destination.Length);
        if (read > 0)
        {
            buffer.AsMemory(start, read).CopyTo(destination);
            Skip(read);
        }
        else if (!Ended)
        {
            read = await inner.ReadAsync(destination, cancellationToken);
            Position += read;
            Ended = read == 0;
        }

        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposed)
            return;
        disposed = true;
        ArrayPool<byte>.Shared.Return(buffer);
        inner.Dispose();
    }
}
