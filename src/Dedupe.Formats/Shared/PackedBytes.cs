using Dedupe.Sources;

namespace Dedupe.Formats.Shared;

/// <summary>Packed bytes as a stream, for libraries that take one. Knows whether they came to their end.</summary>
internal sealed class PackedBytes(ByteReader bytes) : Stream
{
    private readonly byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    /// <summary>Whether the end was met.</summary>
    public bool Ended { get; private set; }

    /// <summary>Bytes handed out.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int ReadByte() => !Fill() ? -1 : Take(1)[0];

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || !Fill())
            return 0;
        int read = Math.Min(buffer.Length, end - start);
        Take(read).CopyTo(buffer);
        return read;
    }

    /// <summary>Whether there is another byte.</summary>
    public bool Fill()
    {
        if (start < end)
            return true;
        start = 0;
        end = bytes.ReadAsync(buffer, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Ended = end == 0;
        return !Ended;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is written.
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = buffer.AsSpan(start, length);
        start += length;
        Count += length;
        return taken;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            bytes.Dispose();
        base.Dispose(disposing);
    }
}
