using Dedupe.Verification;

namespace Dedupe.Live;

/// <summary>An article that a text was compared with.</summary>
/// <param name="Article">The article.</param>
/// <param name="Cluster">Number of its cluster; 0 when it is in none.</param>
/// <param name="Pair">The pair: A is the text that was asked about, B the article.</param>
internal sealed record LiveMatch(LiveArticle Article, long Cluster, VerifiedPair Pair)
{
    /// <summary>Whether the two are copies.</summary>
    public bool IsCopy => Pair.Relation >= Relation.Derived;
}
