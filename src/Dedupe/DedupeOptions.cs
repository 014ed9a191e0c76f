using Dedupe.Clustering;
using Dedupe.Indexing;
using Dedupe.Normalization;
using Dedupe.Signing;
using Dedupe.Verification;

namespace Dedupe;

/// <summary>
/// Everything that changes what a run finds, and how it uses the machine. Immutable, and safe for threads.
/// </summary>
/// <example>
/// <code>
/// var options = new DedupeOptions
/// {
///     Threshold = 0.8,
///     Clustering = new ClusteringOptions { Policy = [PolicyRule.Longest] },
/// };
/// </code>
/// </example>
public sealed record DedupeOptions
{
    /// <summary>
    /// Jaccard similarity from which two documents are near-duplicates; 0 &lt; threshold ≤ 1. Default 0.7.
    /// </summary>
    public double Threshold { get; init; } = 0.7;

    /// <summary>Consecutive tokens in one shingle; 1 to 32. Default 5.</summary>
    public int ShingleSize { get; init; } = 5;

    /// <summary>Credits.</summary>
    public NormalizationOptions Normalization { get; init; } = new();

    /// <summary>Signatures, bands and samples.</summary>
    public SigningOptions Signing { get; init; } = new();

    /// <summary>Candidate pairs.</summary>
    public IndexingOptions Indexing { get; init; } = new();

    /// <summary>Passages and relations.</summary>
    public VerificationOptions Verification { get; init; } = new();

    /// <summary>Clusters and representatives.</summary>
    public ClusteringOptions Clustering { get; init; } = new();

    /// <summary>Stop after the near tier: near-duplicates only.</summary>
    public bool NearOnly { get; init; }

    /// <summary>Worker threads, at most 1024; 0 is one per processor. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Memory for what a run keeps of its input: half of it for texts that cannot be read a second time (packed files,
    /// standard input, documents handed over), a thirty-second part for keys; what is more goes to temporary files.
    /// Records of documents and found pairs come on top. Default 4 GB.
    /// </summary>
    public long MemoryBytes { get; init; } = 4_000_000_000;

    /// <summary>Throws when a value is outside its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option and its range.</exception>
    public void Validate()
    {
        if (!(Threshold > 0 && Threshold <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(Threshold), Threshold, "The threshold is a Jaccard similarity: above 0, at most 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(ShingleSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ShingleSize, 32);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Threads, 1024);
        ArgumentOutOfRangeException.ThrowIfNegative(MemoryBytes);
        Signing.Validate();
        Indexing.Validate();
        Verification.Validate();
    }
}
