namespace Dedupe.Sources.Framing;

/// <summary>
/// Reads framed bytes of one format to documents. Made for one thread, and used for one stretch after the other: what
/// it needs for reading is kept from one to the next.
/// </summary>
internal abstract class DocumentReader : IDisposable
{
    /// <summary>Reads one stretch: hands over each document, or word of what is wrong with it.</summary>
    /// <param name="bytes">The bytes, as the format's framer cut them.</param>
    /// <param name="segment">Where they stand.</param>
    /// <param name="sink">Takes the documents; their memory is good until it returns.</param>
    public abstract void Read(ReadOnlyMemory<byte> bytes, in Segment segment, IDocumentSink sink);

    /// <summary>Gives memory back.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives memory back.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
