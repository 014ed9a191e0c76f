using Dedupe.Clustering;
using Dedupe.Verification;

namespace Dedupe;

/// <summary>What one run found. A pure function of the document set and the options.</summary>
public sealed class DedupeResult
{
    /// <summary>The accepted documents in ordinal (UTF-8) order of their ids.</summary>
    public required IReadOnlyList<DocumentInfo> Documents { get; init; }

    /// <summary>
    /// Clusters of two or more (of one or more when singletons were asked for), sorted by representative.
    /// </summary>
    public required IReadOnlyList<Cluster> Clusters { get; init; }

    /// <summary>Every verified pair whose relation is not <c>none</c>, sorted by (A, B).</summary>
    public required IReadOnlyList<VerifiedPair> Pairs { get; init; }

    /// <summary>What was not accepted, in order of source and line.</summary>
    public required IReadOnlyList<Rejection> Rejections { get; init; }

    /// <summary>The counts, times and settings of the run.</summary>
    public required RunSummary Summary { get; init; }
}
