namespace Dedupe.Sources.Packings;

/// <summary>Writes bytes packed as an input was. The stream underneath stays open.</summary>
internal abstract class PackedWriter : IDisposable
{
    /// <summary>Lets what follows be a member of its own, where a packed file has members.</summary>
    public virtual void StartMember()
    {
    }

    /// <summary>Writes some bytes.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Ends the file. Nothing written is a packed file of no bytes, not an empty file, which no program could unpack.
    /// </summary>
    public abstract void Finish();

    /// <summary>Gives memory back, and ends what was begun.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives memory back, and ends what was begun.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
