using Dedupe.Sources;
using Dedupe.Verification;

namespace Dedupe;

/// <summary>The front door: finds copies among documents.</summary>
public sealed class Deduplicator
{
    private readonly DedupeOptions options;

    /// <summary>Makes a deduplicator.</summary>
    public Deduplicator(DedupeOptions? options = null)
    {
        this.options = options ?? new DedupeOptions();
        this.options.Validate();
    }

    /// <summary>Runs over documents handed over one by one.</summary>
    public Task<DedupeResult> RunAsync(
        IAsyncEnumerable<Document> documents, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException(options.ToString());

    /// <summary>Runs over batches, as a source of files yields them.</summary>
    public Task<DedupeResult> RunAsync(
        IAsyncEnumerable<DocumentBatch> batches, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException(options.ToString());

    /// <summary>Compares two documents by themselves. In the pair, A is <paramref name="a"/> and B is <paramref name="b"/> (no reordering).</summary>
    public VerifiedPair Compare(in Document a, in Document b) => throw new InvalidOperationException(options.ToString());
}
