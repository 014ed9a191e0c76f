using Dedupe.Sources.Framing;

namespace Dedupe.Sources;

/// <summary>
/// A format whose files cannot be cut into documents from front to back, such as one with its index at the end: it
/// reads each file by itself to batches.
/// </summary>
internal abstract class SelfReadingFormat : InputFormat
{
    /// <inheritdoc/>
    internal override bool IsText => false;

    /// <inheritdoc/>
    internal override bool IsWrittenAgain => false;

    /// <summary>
    /// Reads a file, or a piece of one: hands over batches of bounded size, each to be taken apart on another thread
    /// while the next is read. What is wrong with single documents is told by the batches; what is wrong with the file
    /// is an <see cref="InputException"/>, which costs the rest of it, or an <see cref="InvalidDataException"/>, which
    /// is told as corrupt.
    /// </summary>
    internal abstract IAsyncEnumerable<DocumentBatch> ReadFileAsync(
        WholeInput input, CancellationToken cancellationToken);

    /// <summary>
    /// Why a file can be written again only as a whole: it is damaged, or something in it is not written here. Null
    /// when nothing stands against it. Asked before <see cref="FilterFileAsync"/>, which then must not fail.
    /// </summary>
    /// <exception cref="InputException">So damaged is it.</exception>
    internal virtual string? WhyKeptWhole(WholeInput input, CancellationToken cancellationToken) => null;

    /// <summary>
    /// Writes a file again without some of its documents. Asked only where <see cref="InputFormat.IsWrittenAgain"/>.
    /// </summary>
    /// <param name="input">The file.</param>
    /// <param name="sink">Judges the documents: after each, whether it stays.</param>
    /// <param name="output">Takes the new file; can seek.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal virtual Task FilterFileAsync(
        WholeInput input, IFilterSink sink, Stream output, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{Name} is not written again.");

    /// <inheritdoc/>
    internal sealed override Framer CreateFramer(ReadingRules rules) =>
        throw new NotSupportedException($"{Name} reads files by itself.");

    /// <inheritdoc/>
    internal sealed override DocumentReader CreateReader(ReadingRules rules) =>
        throw new NotSupportedException($"{Name} reads files by itself.");
}
