namespace Dedupe.Sources;

/// <summary>
/// A pipe or standard input, which may keep its reader waiting for as long as it likes, and its opener too: the waiting
/// is done by a thread of its own, so that a run can be stopped meanwhile. Opened at the first read, read forwards, by
/// one at a time.
/// </summary>
internal sealed class PatientStream(Func<Stream> open) : Stream
{
    private readonly byte[] buffer = new byte[1 << 16];
    private Stream? stream;
    private Task<int> reading = Task.FromResult(0);

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
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Into memory of our own: a read that was given up may still end, much later.
        int length = Math.Min(buffer.Length, this.buffer.Length);
        reading = Task.Run(() => (stream ??= open()).Read(this.buffer, 0, length), CancellationToken.None);
        int read = await reading.WaitAsync(cancellationToken);
        this.buffer.AsMemory(0, read).CopyTo(buffer);
        return read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // A read that still waits keeps what it reads; the system closes that when the process ends.
        if (disposing && reading.IsCompleted)
            stream?.Dispose();
        base.Dispose(disposing);
    }
}
