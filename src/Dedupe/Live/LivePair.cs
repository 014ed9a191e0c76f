namespace Dedupe.Live;

/// <summary>
/// Two articles that were compared when the second one came, and share something. Each pair is judged once, by whoever
/// stored the later one. Shares are between 0 and 1.
/// </summary>
/// <param name="Article">Number of the later one.</param>
/// <param name="Other">Number of the one that was there.</param>
public readonly record struct LivePair(long Article, long Other)
{
    /// <summary>How they relate.</summary>
    public Relation Relation { get; init; }

    /// <summary>Jaccard similarity.</summary>
    public double Jaccard { get; init; }

    /// <summary>Share of the later one's words inside passages.</summary>
    public double Coverage { get; init; }

    /// <summary>Share of the earlier one's words inside passages.</summary>
    public double OtherCoverage { get; init; }
}
