namespace Dedupe;

/// <summary>
/// The bounds that a collection may meet. Beyond each of them fewer pairs are looked at, never fewer documents;
/// <c>docs/limits.md</c> says how.
/// </summary>
internal enum Limit
{
    /// <summary>A bucket has more documents than <see cref="Indexing.IndexingOptions.AllPairsLimit"/>.</summary>
    AllPairs,

    /// <summary>A bucket has more documents than <see cref="Indexing.IndexingOptions.FrequencyCap"/>.</summary>
    Frequency,

    /// <summary>A key is in more stories than <see cref="Indexing.IndexingOptions.StoryCap"/>.</summary>
    Stories,

    /// <summary>A group of near-duplicates is too large for all of its pairs.</summary>
    NearGroup,

    /// <summary>Two linked groups of near-duplicates are too large for all pairs between them.</summary>
    GroupLinks,

    /// <summary>
    /// A headline of short items is over more texts than <see cref="Indexing.IndexingOptions.StoryCap"/>.
    /// </summary>
    Headlines,
}
