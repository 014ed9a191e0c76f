namespace Dedupe.Sources.Framing;

/// <summary>
/// Finds where the documents of one input begin and end: made for it, and thrown away after it. Called by one thread.
/// </summary>
internal abstract class Framer
{
    /// <summary>
    /// True while the bytes taken belong to a document that is lost, and told when the next one is found.
    /// </summary>
    public virtual bool IsLosing => false;

    /// <summary>True when nothing that follows can be a document: the rest of the input need not be read.</summary>
    public virtual bool IsHopeless => false;

    /// <summary>Line ends behind us, once the input is ended; of a format without lines, 0.</summary>
    public virtual long LineEnds => 0;

    /// <summary>Takes the next step: one document, or as many as are at hand.</summary>
    /// <param name="bytes">What was not taken yet.</param>
    /// <param name="position">Where in the unpacked input they begin.</param>
    /// <param name="last">True when nothing follows them.</param>
    /// <param name="frame">The step.</param>
    /// <returns>False when more bytes are needed, or, at the end, when nothing is left.</returns>
    public abstract bool TryNext(ReadOnlyMemory<byte> bytes, long position, bool last, out Frame frame);

    /// <summary>
    /// Asked whenever bytes were added: whether those at hand are of a document that is too large, so that
    /// <see cref="TryNext"/> takes them and their memory is free.
    /// </summary>
    public virtual bool GivesUp(ReadOnlySpan<byte> bytes) => false;

    /// <summary>
    /// Takes note that what was not taken yet is lost: the input is damaged here. Where reading goes on, it does so
    /// behind the damage.
    /// </summary>
    /// <returns>What is told of it.</returns>
    public abstract IReadOnlyList<Frame> Damaged(InputException fault);
}
