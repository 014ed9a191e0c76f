using System.IO.Compression;

namespace Dedupe.Sources;

/// <summary>Writes bytes packed as an input was. The stream underneath stays open.</summary>
internal sealed class PackedWriter(Stream inner, Compression compression) : IDisposable
{
    private readonly ZstdWriter? zstandard =
        compression == Compression.Zstandard ? new ZstdWriter(inner, ZstdApi.Best) : null;
    private GZipStream? member;
    private bool begun;

    /// <summary>Lets what follows be a gzip member of its own; without effect on the other kinds.</summary>
    public void StartMember()
    {
        member?.Dispose();
        member = null;
    }

    /// <summary>Writes some bytes.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        begun = true;
        if (zstandard is not null)
            zstandard.Write(bytes);
        else if (compression == Compression.Gzip)
            (member ??= new GZipStream(inner, CompressionLevel.Optimal, leaveOpen: true)).Write(bytes);
        else
            inner.Write(bytes);
    }

    /// <summary>
    /// Ends the file. Nothing written is a packed file of no bytes, not an empty file, which no program could unpack.
    /// </summary>
    public void Finish()
    {
        StartMember();
        zstandard?.Finish();
        // GZipStream writes not even a header for nothing.
        if (!begun && compression == Compression.Gzip)
            inner.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        member?.Dispose();
        zstandard?.Dispose();
    }
}
