namespace Dedupe.Sources;

/// <summary>A stream of bytes that only goes forward: files, decompression and decoding are stacked from it.</summary>
internal abstract class ByteReader : IDisposable
{
    /// <summary>Reads some bytes; 0 only at the end.</summary>
    /// <exception cref="InputException">The rest is damaged or cut off. All bytes before the damage were handed out
    /// first.</exception>
    /// <exception cref="IOException">The system could not read.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what is underneath.</summary>
    protected abstract void Dispose(bool disposing);
}
