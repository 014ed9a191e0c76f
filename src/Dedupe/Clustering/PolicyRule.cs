namespace Dedupe.Clustering;

/// <summary>One rule for choosing the representative.</summary>
public enum PolicyRule
{
    /// <summary>The earliest date first; documents without a date after all dated ones.</summary>
    Earliest,
    /// <summary>The most words first.</summary>
    Longest,
    /// <summary>Sources in the order of <see cref="ClusteringOptions.PreferredSources"/>; others after them.</summary>
    PreferredSource,
}
