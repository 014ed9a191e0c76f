namespace Dedupe.Clustering;

/// <summary>One document of a cluster, and how it relates to the representative.</summary>
/// <param name="Document">Number of the document in <see cref="DedupeResult.Documents"/>.</param>
/// <param name="Relation">Its verified relation to the representative; <c>identical</c> for the representative
/// itself.</param>
/// <param name="Jaccard">Jaccard similarity with the representative.</param>
/// <param name="Containment">Share of the member's shingles that the representative has.</param>
/// <param name="Coverage">Share of the member's words inside passages shared with the representative.</param>
/// <param name="ProseCoverage">The same, prose alone.</param>
public sealed record ClusterMember(
    int Document, Relation Relation, double Jaccard, double Containment, double Coverage, double ProseCoverage)
{
    /// <summary>
    /// Whether it comes from the representative, as far as dates and lengths tell; see <see cref="DirectionEvidence"/>.
    /// </summary>
    public bool IsFromRepresentative { get; init; }
}
