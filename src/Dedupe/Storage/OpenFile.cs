using Microsoft.Win32.SafeHandles;

namespace Dedupe.Storage;

/// <summary>An open file that <see cref="OpenFiles"/> lends out. Safe from any thread.</summary>
internal sealed class OpenFile : IDisposable
{
    private readonly Lock gate = new();
    private readonly Stream stream;

    /// <summary>Takes over a stream.</summary>
    public OpenFile(Stream stream)
    {
        this.stream = stream;
        Handle = (stream as FileStream)?.SafeFileHandle;
    }

    /// <summary>
    /// The file's handle; null for a stream that is no file. Asking the stream for it costs a system call each time.
    /// </summary>
    public SafeFileHandle? Handle { get; }

    /// <summary>Whose it is.</summary>
    internal object Owner { get; set; } = "";

    /// <summary>How many read it now.</summary>
    internal int Readers { get; set; }

    /// <summary>When it was taken last.</summary>
    internal long Used { get; set; }

    /// <summary>True when it is closed once nobody reads it.</summary>
    internal bool IsRetired { get; set; }

    /// <summary>Reads some bytes; 0 at the end of the file.</summary>
    /// <exception cref="IOException">The system could not read.</exception>
    public int Read(Span<byte> bytes, long offset)
    {
        if (Handle is { } file)
            return RandomAccess.Read(file, bytes, offset);
        // A stream that is no file has one position for all threads.
        lock (gate)
        {
            stream.Position = offset;
            return stream.Read(bytes);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
