namespace Dedupe.Clustering;

/// <summary>How verified pairs become clusters, and which copy represents one.</summary>
public sealed record ClusteringOptions
{
    /// <summary>
    /// Stars (every member is a verified copy of the representative, or of half of the members) or connected
    /// components. Default: stars.
    /// </summary>
    public ClusterShape Shape { get; init; } = ClusterShape.Star;

    /// <summary>
    /// What makes a copy the better one, most important first; ids break what remains. Default: earliest, longest.
    /// </summary>
    public IReadOnlyList<PolicyRule> Policy { get; init; } = [PolicyRule.Earliest, PolicyRule.Longest];

    /// <summary>
    /// Outlets in order of preference, for <see cref="PolicyRule.PreferredSource"/>; compared without case.
    /// </summary>
    public IReadOnlyList<string> PreferredSources { get; init; } = [];

    /// <summary>Report documents without copies as clusters of one.</summary>
    public bool Singletons { get; init; }
}
