using Dedupe.Formats.Shared;
using Dedupe.Sources;

namespace Dedupe.Formats.Packings;

/// <summary>
/// Unpacks with a stream of a library. What the library does not like is
/// <c>corrupt</c>, or <c>truncated</c> where the file is at its end; what was unpacked before is handed out.
/// </summary>
/// <param name="packed">The packed bytes.</param>
/// <param name="name">How the packing is called, for messages.</param>
/// <param name="unpack">Makes the stream.</param>
/// <param name="severalStreams">Whether the library ends with the first of several packed streams in the file.</param>
internal sealed class LibraryReader(
    ByteReader packed, string name, Func<PackedBytes, Stream> unpack,
    bool severalStreams = false) : ByteReader
{
    // Text is packed ten times smaller, and forms a hundred times. Nobody packs more for good reason.
    private const int MostGrowth = 1000;
    private const long FreeBytes = 256L << 20;

    private readonly PackedBytes bytes = new(packed);
    private Stream? unpacked;
    private long handedOut;

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        int read;
        try
        {
            // Libraries take bytes one by one, and their own asynchronous reading is slow: 1 MB/s instead of 20.
            unpacked ??= unpack(bytes);
            read = unpacked.Read(destination.Span);
            while (read == 0 && severalStreams && bytes.Fill())
            {
                unpacked = unpack(bytes);
                read = unpacked.Read(destination.Span);
            }
        }
        catch (Exception exception)
            when (exception is not (InputException or OperationCanceledException or OutOfMemoryException)
                && (exception is not (IOException or UnauthorizedAccessException)
                    || exception is EndOfStreamException or InvalidDataException || bytes.Ended))
        {
            throw new InputException(
                bytes.Ended ? RejectionReason.Truncated : RejectionReason.Corrupt,
                bytes.Ended ? $"The {name} data ends before its end." : $"The {name} data is damaged.");
        }

        handedOut += read;
        return handedOut <= FreeBytes || handedOut / MostGrowth <= bytes.Count
            ? ValueTask.FromResult(read)
            : throw new InputException(
                RejectionReason.Oversized,
                $"The {name} data becomes more than {MostGrowth} times larger: this is no text.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        unpacked?.Dispose();
        bytes.Dispose();
    }
}
