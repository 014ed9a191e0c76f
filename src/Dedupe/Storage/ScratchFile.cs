using Microsoft.Win32.SafeHandles;

namespace Dedupe.Storage;

/// <summary>
/// A temporary file that grows at its end and is read anywhere. It exists from the first write on, and goes with the
/// process, even one
/// that is killed: it has no name where the system knows such files, or loses it at once where an open file may. Safe
/// from any thread.
/// </summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly Lock gate = new();
    private FileStream? named;
    private SafeFileHandle? handle; // asking the stream for it costs a system call each time
    private long end;

    /// <summary>Bytes written.</summary>
    public long Length => Interlocked.Read(ref end);

    /// <summary>Appends bytes.</summary>
    /// <returns>Where they start.</returns>
    /// <exception cref="IOException">The disk is full, or the folder for temporary files cannot be written.</exception>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        Open();
        var start = Interlocked.Add(ref end, bytes.Length) - bytes.Length;
        RandomAccess.Write(handle!, bytes, start);
        return start;
    }

    /// <summary>Reads as many bytes as the span has.</summary>
    /// <exception cref="IOException">The file ends early: it was changed from outside.</exception>
    public void Read(Span<byte> bytes, long start)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(handle!, bytes, start);
            if (read == 0)
                throw new IOException(
                    $"A temporary file in {Path.GetTempPath()} ends early: it was changed from outside.");
            bytes = bytes[read..];
            start += read;
        }
    }

    /// <summary>Removes the file.</summary>
    public void Dispose()
    {
        handle?.Dispose();
        named?.Dispose();
    }

    private void Open()
    {
        if (Volatile.Read(ref handle) is not null)
            return;
        lock (gate)
            handle ??= NamelessFile.TryMake(Path.GetTempPath()) ?? Named();
    }

    private SafeFileHandle Named()
    {
        named ??= new FileStream(
            Path.Combine(
                Path.GetTempPath(), $"dedupe-{Guid.NewGuid():N}.scratch"), FileMode.CreateNew, FileAccess.ReadWrite,
            FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose | FileOptions.RandomAccess);
        if (!OperatingSystem.IsWindows())
            File.Delete(named.Name);
        return named.SafeFileHandle;
    }
}
