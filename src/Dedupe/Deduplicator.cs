using Dedupe.Batch.Flow;
using Dedupe.Sources;

namespace Dedupe;

/// <summary>
/// The front door: finds copies among documents. Two tiers, each the same three stages with other keys: index, verify,
/// cluster. The near tier groups near-duplicates; the reuse tier finds pieces of copied prose between the groups'
/// representatives.
/// </summary>
public sealed class Deduplicator
{
    private readonly DedupeOptions options;

    /// <summary>Makes a deduplicator.</summary>
    /// <param name="options">What to find and how; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Deduplicator(DedupeOptions? options = null)
    {
        this.options = options ?? new DedupeOptions();
        this.options.Validate();
    }

    /// <summary>
    /// Runs over documents handed over one by one; their memory is borrowed until the next one is asked for.
    /// </summary>
    /// <param name="documents">The documents, in any order.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public Task<DedupeResult> RunAsync(
        IAsyncEnumerable<Document> documents, IProgress<RunProgress>? progress =
            null, CancellationToken cancellationToken = default) =>
        RunAsync(MemorySource.ReadAsync(documents, options: null, cancellationToken), progress, cancellationToken);

    /// <summary>Runs over batches, as a source of files yields them.</summary>
    /// <param name="batches">The batches, in any order.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public Task<DedupeResult> RunAsync(
        IAsyncEnumerable<DocumentBatch> batches, IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        RunFlow.RunInMemoryAsync(options, new HandedOverInput(batches), progress, cancellationToken);
}
