using Dedupe.Storage;
using Microsoft.Win32.SafeHandles;

namespace Dedupe.Sources;

/// <summary>
/// A file whose documents can be read a second time from where they stand, so that nobody has to keep their texts: plain files on a disk,
/// as they are. Reading again is safe from any thread.
/// </summary>
internal abstract class TextOrigin(InputFile file, SourceEnvironment environment, RetryPolicy retry)
{
    private readonly Lock gate = new();
    private Stream? stream;
    private SafeFileHandle? handle; // of the stream, when it is a file's: asking a stream for it costs a system call each time

    /// <summary>The file, as people named it.</summary>
    public string Shown => file.Shown;

    /// <summary>Reads a document's text again.</summary>
    /// <param name="offset">Byte of the file at which it stands.</param>
    /// <param name="length">Bytes it takes there.</param>
    /// <param name="buffer">Memory of the calling thread, in which the text stays until the next call.</param>
    /// <exception cref="IOException">The file cannot be read any more, or has changed since it was read first.</exception>
    public abstract ReadOnlyMemory<byte> Read(long offset, int length, TextBuffer buffer);

    /// <summary>A text will be read soon: the system may begin. Faults are told when it is read.</summary>
    public virtual void ReadAheadOf(long offset, int length)
    {
        try
        {
            Open();
            if (Volatile.Read(ref handle) is { } file)
                ReadAhead.Soon(file, offset, length);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>The error for a file that no longer holds what was read from it.</summary>
    public IOException Changed() => new($"{file.Shown} changed while it was being read: run again when it is at rest.");

    /// <summary>Closes the file; the next read opens it again.</summary>
    public void Close()
    {
        lock (gate)
        {
            handle = null;
            stream?.Dispose();
            stream = null;
        }
    }

    /// <summary>Fills the span with bytes of the file; faults of the moment are waited out.</summary>
    protected void ReadBytes(Memory<byte> bytes, long offset)
    {
        try
        {
            TryReadBytes(bytes.Span, offset);
        }
        catch (IOException fault) when (TransientFault.Is(fault))
        {
            retry.Pipeline.Execute(
                static state =>
                {
                    state.Self.Close();
                    state.Self.TryReadBytes(state.bytes.Span, state.offset);
                },
                (Self: this, bytes, offset));
        }
    }

    private void TryReadBytes(Span<byte> bytes, long offset)
    {
        var open = Open();
        while (!bytes.IsEmpty)
        {
            var read = handle is { } file ? RandomAccess.Read(file, bytes, offset) : ReadShared(open, bytes, offset);
            if (read == 0)
                throw Changed();
            bytes = bytes[read..];
            offset += read;
        }
    }

    // A stream that is no file has one position for all threads.
    private int ReadShared(Stream open, Span<byte> bytes, long offset)
    {
        lock (gate)
        {
            open.Position = offset;
            return open.Read(bytes);
        }
    }

    private Stream Open()
    {
        if (Volatile.Read(ref stream) is { } open)
            return open;
        lock (gate)
        {
            if (stream is null)
            {
                var opened = environment.Open(file.FullPath);
                handle = (opened as FileStream)?.SafeFileHandle;
                if (handle is not null)
                    ReadAhead.HereAndThere(handle);
                stream = opened;
            }

            return stream;
        }
    }
}
