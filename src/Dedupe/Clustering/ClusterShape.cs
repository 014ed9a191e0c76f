namespace Dedupe.Clustering;

/// <summary>The shape of a cluster.</summary>
public enum ClusterShape
{
    /// <summary>
    /// Every member is a verified copy of the representative, or of half of the members; chains are cut.
    /// </summary>
    Star,
    /// <summary>Everything reachable over verified edges, however long the chain.</summary>
    Components,
}
