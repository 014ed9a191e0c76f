namespace Dedupe.Sources;

/// <summary>
/// Raw input of bounded size that is whole documents: the unit of work of one thread. Reading files is cheap and
/// serial, taking them apart is dear and parallel, so a source yields batches and workers call <see cref="Read"/> on
/// them, each on its own.
/// </summary>
internal abstract class DocumentBatch : IDisposable
{
    /// <summary>
    /// Bytes of memory the batch holds, as far as it knows; the pipeline bounds how many batches are under way, and
    /// their size is the source's.
    /// </summary>
    public abstract long Bytes { get; }

    /// <summary>Hands over every document and rejection in order. Called once, on any thread.</summary>
    /// <param name="sink">Takes them; memory handed to it is borrowed until the call returns.</param>
    public abstract void Read(IDocumentSink sink);

    /// <summary>Gives pooled memory back.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives pooled memory back.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
