using Dedupe.Clustering;
using Dedupe.Verification;

namespace Dedupe;

/// <summary>
/// What one run found: the same for the same documents and options, whatever their order and however many threads.
/// Reading is thread-safe. Cost: ids, titles and found pairs stay in memory, some hundred bytes a document and a pair,
/// until the result is let go.
/// </summary>
public sealed record DedupeResult
{
    /// <summary>
    /// The accepted documents in ordinal (UTF-8) order of their ids. Each is made when it is asked for.
    /// </summary>
    public required IReadOnlyList<DocumentInfo> Documents { get; init; }

    /// <summary>
    /// Clusters of two or more (of one or more when singletons were asked for), sorted by the id of the representative.
    /// </summary>
    public required IReadOnlyList<Cluster> Clusters { get; init; }

    /// <summary>
    /// Every verified pair whose relation is not <see cref="Relation.None"/>, sorted by the two ids. Each is made when
    /// it is asked for, so read them as a stream: millions of them as objects would need gigabytes.
    /// </summary>
    public required IReadOnlyList<VerifiedPair> Pairs { get; init; }

    /// <summary>
    /// What was not accepted, and why, in order of file and line. Of documents handed over in memory the line is the
    /// number of the document, from 1.
    /// </summary>
    public required IReadOnlyList<Rejection> Rejections { get; init; }

    /// <summary>The counts, times and settings of the run.</summary>
    public required RunSummary Summary { get; init; }
}
