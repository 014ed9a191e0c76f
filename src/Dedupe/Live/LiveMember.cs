namespace Dedupe.Live;

/// <summary>An article of a cluster, and how it relates to the representative. Shares are between 0 and 1.</summary>
/// <param name="Article">Number of the article. An article is in one cluster at most.</param>
/// <param name="Cluster">Number of the cluster.</param>
/// <param name="Rank">Its place among the members; 0 is the representative.</param>
public readonly record struct LiveMember(long Article, long Cluster, int Rank)
{
    /// <summary>Its relation to the representative; the representative is identical to itself.</summary>
    public Relation Relation { get; init; }

    /// <summary>Jaccard similarity with the representative.</summary>
    public double Jaccard { get; init; }

    /// <summary>Share of its shingles that the representative has.</summary>
    public double Containment { get; init; }

    /// <summary>Share of its words inside passages shared with the representative.</summary>
    public double Coverage { get; init; }

    /// <summary>The same for passages of prose alone.</summary>
    public double ProseCoverage { get; init; }

    /// <summary>Whether it comes from the representative, as far as dates and lengths tell.</summary>
    public bool IsFromRepresentative { get; init; }
}
