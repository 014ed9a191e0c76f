namespace Dedupe.Tests.Sources;

/// <summary>
/// A real stream, but some reads fail or give little. What happens at a read is decided by the caller.
/// </summary>
internal sealed class FaultyStream(Stream inner, Action beforeRead, int largestRead = int.MaxValue) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        beforeRead();
        return inner.Read(buffer, offset, Math.Min(count, largestRead));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        beforeRead();
        return inner.ReadAsync(buffer[..Math.Min(buffer.Length, largestRead)], cancellationToken);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
