using Dedupe.Verification;

namespace Dedupe.Live;

/// <summary>An article that an item shares something with, compared word for word. Shares are between 0 and
/// 1.</summary>
public sealed record AnswerMatch
{
    /// <summary>The article.</summary>
    public required AnswerArticle Article { get; init; }

    /// <summary>How they relate.</summary>
    public required Relation Relation { get; init; }

    /// <summary>Jaccard similarity of the shingle sets.</summary>
    public double Jaccard { get; init; }

    /// <summary>Share of the item's words inside passages.</summary>
    public double Coverage { get; init; }

    /// <summary>Share of the match's words inside passages.</summary>
    public double OtherCoverage { get; init; }

    /// <summary>Share of the item's words inside passages of prose: quotations and boilerplate left out.</summary>
    public double ProseCoverage { get; init; }

    /// <summary>Number of the cluster that the match is in; 0 when it is in none.</summary>
    public long Cluster { get; init; }

    /// <summary>The pair with its passages, differences and direction, A being the item, B the match; null for all but
    /// the best match, and for one under embargo.</summary>
    public VerifiedPair? Pair { get; init; }
}
