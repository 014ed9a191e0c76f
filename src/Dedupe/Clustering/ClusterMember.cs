namespace Dedupe.Clustering;

/// <summary>
/// One document of a cluster, and how it relates to the representative. Shares are between 0 and 1; the representative
/// is identical to itself, and all its shares are 1.
/// </summary>
public readonly record struct ClusterMember
{
    private readonly IReadOnlyList<DocumentInfo> documents;

    /// <summary>Names a document.</summary>
    /// <param name="documents">The documents of the run.</param>
    /// <param name="number">Its number among them.</param>
    internal ClusterMember(IReadOnlyList<DocumentInfo> documents, int number) =>
        (this.documents, Number) = (documents, number);

    /// <summary>Number of the document in <see cref="DedupeResult.Documents"/>.</summary>
    internal int Number { get; }

    /// <summary>The document's own id.</summary>
    public string Id => Document.Id;

    /// <summary>What is known of the document. It is made when it is asked for.</summary>
    public DocumentInfo Document => documents[Number];

    /// <summary>
    /// Its verified relation to the representative. It is weaker than <see cref="Relation.Derived"/> where the document
    /// is a copy of half of the other members instead.
    /// </summary>
    public Relation Relation { get; internal init; }

    /// <summary>Jaccard similarity with the representative.</summary>
    public double Jaccard { get; internal init; }

    /// <summary>Share of the member's shingles that the representative has.</summary>
    public double Containment { get; internal init; }

    /// <summary>Share of the member's words inside passages shared with the representative.</summary>
    public double Coverage { get; internal init; }

    /// <summary>The same for passages of prose alone: quotations and boilerplate do not count.</summary>
    public double ProseCoverage { get; internal init; }

    /// <summary>
    /// Whether it comes from the representative, as far as dates and lengths tell; see <see cref="DirectionEvidence"/>.
    /// </summary>
    public bool IsFromRepresentative { get; internal init; }
}
