using System.IO.Hashing;
using Dedupe.Sources;

namespace Dedupe.Formats.Archives;

/// <summary>
/// The bytes of a member: checked against its length and checksum, and not more than a text would become.
/// </summary>
internal sealed class ArchiveStream(Stream inner, ArchiveMember member, ArchiveBudget budget) : Stream
{
    private readonly Crc32 checksum = new();
    private long count;

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
        get => count;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new InputException(RejectionReason.Corrupt, "The member's data is damaged.");
        }

        count += read;
        checksum.Append(buffer[..read]);
        budget.Spend(read);
        if (read == 0 && !buffer.IsEmpty)
            CheckEnd();
        return read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

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

    private void CheckEnd()
    {
        if (count < member.Length)
            throw new InputException(RejectionReason.Truncated, "The member ends before its end.");
        if (member.Checksum is { } wanted && checksum.GetCurrentHashAsUInt32() != wanted)
            throw new InputException(RejectionReason.Corrupt, "The member's checksum is another.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
