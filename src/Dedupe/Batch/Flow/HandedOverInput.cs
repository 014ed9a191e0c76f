using System.Diagnostics;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Batch.Flow;

/// <summary>Documents that a program hands over: they can be read once, and have no parts.</summary>
/// <param name="batches">The documents.</param>
internal sealed class HandedOverInput(IAsyncEnumerable<DocumentBatch> batches) : IRunInput
{
    /// <inheritdoc/>
    public int Parts => 1;

    /// <inheritdoc/>
    public long Retries => 0;

    /// <inheritdoc/>
    public IAsyncEnumerable<DocumentBatch> ReadAsync(
        int part, Action<PieceLines> passed, CancellationToken cancellationToken) => batches;

    /// <inheritdoc/>
    public void Check(int part)
    {
    }

    /// <inheritdoc/>
    public void Load(Signing.SignedBlocks documents, IReadOnlyList<PartReader> parts) =>
        throw new UnreachableException("Documents that were handed over are in no part file.");

    /// <inheritdoc/>
    public RunSummary Describe(RunSummary summary) => summary;
}
