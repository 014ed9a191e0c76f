using Dedupe.Storage;

namespace Dedupe.Sources;

/// <summary>
/// A file whose documents can be read a second time from where they stand, so that nobody has to keep their texts:
/// plain files on a disk, as they are. Reading again is safe from any thread, and few files are open however many there
/// are.
/// </summary>
internal abstract class TextOrigin(InputFile file, SourceEnvironment environment, RetryPolicy retry)
{
    /// <summary>The file, as people named it.</summary>
    public string Shown => file.Shown;

    /// <summary>Reads a document's text again.</summary>
    /// <param name="offset">Byte of the file at which it stands.</param>
    /// <param name="length">Bytes it takes there.</param>
    /// <param name="buffer">Memory of the calling thread, in which the text stays until the next call.</param>
    /// <exception cref="IOException">The file cannot be read any more, or has changed since it was read
    /// first.</exception>
    public abstract ReadOnlyMemory<byte> Read(long offset, int length, TextBuffer buffer);

    /// <summary>A text will be read soon: the system may begin. Faults are told when it is read.</summary>
    public void ReadAheadOf(long offset, int length)
    {
        // To open a file for one text would close one that others are read from.
        if (file.Format.IsOneDocument)
            return;
        try
        {
            var open = TakeFile();
            if (open.Handle is { } handle)
                ReadAhead.Soon(handle, offset, length);
            environment.Files.Give(open);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>The error for a file that no longer holds what was read from it.</summary>
    public IOException Changed() => new($"{file.Shown} changed while it was being read: run again when it is at rest.");

    /// <summary>Closes the file; the next read opens it again.</summary>
    public void Close() => environment.Files.Close(this);

    /// <summary>Fills the memory with bytes of the file; faults of the moment are waited out.</summary>
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
                    // A handle gone stale is of no use to anybody.
                    state.Self.Close();
                    state.Self.TryReadBytes(state.bytes.Span, state.offset);
                },
                (Self: this, bytes, offset));
        }
    }

    private void TryReadBytes(Span<byte> bytes, long offset)
    {
        var open = TakeFile();
        try
        {
            while (!bytes.IsEmpty)
            {
                int read = open.Read(bytes, offset);
                if (read == 0)
                    throw Changed();
                bytes = bytes[read..];
                offset += read;
            }
        }
        finally
        {
            environment.Files.Give(open);
        }
    }

    private OpenFile TakeFile() => environment.Files.Take(this, Open);

    private Stream Open()
    {
        var opened = environment.Open(file.FullPath);
        if (opened is FileStream { SafeFileHandle: var handle })
            ReadAhead.HereAndThere(handle);
        return opened;
    }
}
