namespace Dedupe.Sources;

/// <summary>
/// Reads a file, opened late. A read that fails for a moment closes the file, opens it anew and goes on at the same
/// byte, so that a handle gone stale on a network disk does no harm. A stream without positions (standard input, a
/// pipe) is read without retries.
/// </summary>
/// <param name="open">Opens the stream.</param>
/// <param name="retry">Tries again.</param>
/// <param name="count">Told how many bytes were read.</param>
/// <param name="start">The byte to begin with.</param>
/// <param name="expected">The length that the stream must have; null: any, but the same all the time.</param>
internal sealed class RetryingReader(
    Func<Stream> open, RetryPolicy retry, Action<int> count, long start = 0, long? expected = null) : ByteReader
{
    private Stream? stream;
    private long position = start;
    private long? length = expected;

    /// <summary>True when the stream, once it was read from, can be read again from any place.</summary>
    public bool CanReadAgain => stream?.CanSeek == true;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        int read = await retry.Pipeline.ExecuteAsync(
            static (state, token) =>
                state.Self.TryReadAsync(state.destination, token), (Self: this, destination), cancellationToken);
        position += read;
        count(read);
        return read;
    }

    private async ValueTask<int> TryReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        stream ??= Reopen();
        try
        {
            return await stream.ReadAsync(destination, cancellationToken);
        }
        catch (IOException exception) when (TransientFault.Is(exception))
        {
            // Bytes may be lost between the two handles where there is no position to go back to.
            if (!stream.CanSeek)
                throw new InputException(RejectionReason.Unreadable, exception.Message);
            await stream.DisposeAsync();
            stream = null;
            throw;
        }
    }

    private Stream Reopen()
    {
        var opened = open();
        try
        {
            if (!opened.CanSeek && position > 0)
                throw new InputException(RejectionReason.Unreadable, "The file can only be read from its start.");
            if (opened.CanSeek)
            {
                length ??= opened.Length;
                if (opened.Length != length)
                    throw new InputException(RejectionReason.Unreadable, "The file changed between two reads.");
                opened.Position = position;
            }

            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => stream?.Dispose();
}
