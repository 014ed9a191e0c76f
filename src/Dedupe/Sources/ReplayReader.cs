namespace Dedupe.Sources;

/// <summary>
/// Lets bytes be read once more from a place not long ago. Readers stacked on it come and go: disposing one of them
/// leaves what is underneath open.
/// </summary>
internal sealed class ReplayReader(ByteReader inner) : ByteReader
{
    /// <summary>The most that is kept. What a place further back holds is lost.</summary>
    public const int MostKept = 1 << 23;

    private byte[] kept = new byte[1 << 18];
    private int count;
    private long keptFrom; // position of the first byte kept

    /// <summary>Position of the next byte.</summary>
    public long Position { get; private set; }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        int at = (int)(Position - keptFrom);
        int read = Math.Min(count - at, destination.Length);
        if (read > 0)
        {
            kept.AsMemory(at, read).CopyTo(destination);
        }
        else
        {
            read = await inner.ReadAsync(destination, cancellationToken);
            Remember(destination.Span[..read]);
        }

        Position += read;
        return read;
    }

    /// <summary>Nobody will go back before this position any more.</summary>
    public void Forget(long position)
    {
        // Moved rarely, so that each byte is moved at most once or twice.
        if (position - keptFrom > kept.Length / 2)
            Drop((int)(Math.Min(position, Position) - keptFrom));
    }

    /// <summary>Goes back to a position, or to the first one that is left.</summary>
    public void GoBack(long position) => Position = Math.Clamp(position, keptFrom, Position);

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        if (count + bytes.Length > MostKept)
            Drop(Math.Min(count, bytes.Length + (MostKept / 2)));
        if (count + bytes.Length > kept.Length)
            Array.Resize(ref kept, Math.Max(count + bytes.Length, 2 * kept.Length));
        bytes.CopyTo(kept.AsSpan(count));
        count += bytes.Length;
    }

    private void Drop(int length)
    {
        kept.AsSpan(length, count - length).CopyTo(kept);
        count -= length;
        keptFrom += length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The owner of the inner reader closes it.
    }
}
