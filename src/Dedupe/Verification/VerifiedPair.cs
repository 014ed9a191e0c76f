namespace Dedupe.Verification;

/// <summary>
/// Two texts compared word for word: A and B. Shares are between 0 and 1. In the result of a run the id of A stands
/// before that of B in ordinal order. Reading is thread-safe.
/// </summary>
public sealed record VerifiedPair
{
    private IReadOnlyList<DocumentInfo>? documents;

    /// <summary>Id of the first document; empty for texts that were compared by themselves.</summary>
    public string IdA => documents is null ? "" : documents[A].Id;

    /// <summary>Id of the second document; empty for texts that were compared by themselves.</summary>
    public string IdB => documents is null ? "" : documents[B].Id;

    /// <summary>Number of the first document in <see cref="DedupeResult.Documents"/>.</summary>
    internal int A { get; init; }

    /// <summary>Number of the second document in <see cref="DedupeResult.Documents"/>.</summary>
    internal int B { get; init; }


    /// <summary>How they relate.</summary>
    public required Relation Relation { get; init; }

    /// <summary>The agency that A is credited to; null when none is known.</summary>
    public string? AgencyA { get; init; }

    /// <summary>The agency that B is credited to; null when none is known.</summary>
    public string? AgencyB { get; init; }

    /// <summary>Jaccard similarity of the shingle sets, |A∩B| / |A∪B|.</summary>
    public required double Jaccard { get; init; }

    /// <summary>Containment of A in B, |A∩B| / |A|.</summary>
    public required double ContainmentA { get; init; }

    /// <summary>Containment of B in A, |A∩B| / |B|.</summary>
    public required double ContainmentB { get; init; }

    /// <summary>Share of A's words inside passages.</summary>
    public required double CoverageA { get; init; }

    /// <summary>Share of B's words inside passages.</summary>
    public required double CoverageB { get; init; }

    /// <summary>Share of A's words inside passages of prose: quotations and boilerplate left out.</summary>
    public required double ProseCoverageA { get; init; }

    /// <summary>Share of B's words inside passages of prose.</summary>
    public required double ProseCoverageB { get; init; }

    /// <summary>
    /// Two short items (texts under a shingle) that have different texts under one headline:
    /// <see cref="Relation.Partial"/> for that reason alone.
    /// </summary>
    public bool SameTitle { get; init; }

    /// <summary>The shared passages, by their place in A.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }

    /// <summary>
    /// Where the copies say different things inside passages, by place in A; of near-duplicates, derived and partial
    /// copies.
    /// </summary>
    public IReadOnlyList<TextDifference> Differences { get; init; } = [];

    /// <summary>What A has that B has not; null of pairs that share less than <see cref="Relation.Partial"/>.</summary>
    public OwnText? OwnA { get; init; }

    /// <summary>What B has that A has not; null of pairs that share less than <see cref="Relation.Partial"/>.</summary>
    public OwnText? OwnB { get; init; }

    /// <summary>
    /// Which copy comes from the other, or from what came before both; see <see cref="DirectionEvidence"/>.
    /// </summary>
    public Direction Direction { get; init; }

    /// <summary>What tells the direction.</summary>
    public DirectionEvidence DirectionEvidence { get; init; }

    /// <summary>
    /// What the relation was decided on; of a pair of a run's result a part of it, see <see cref="PairBlock.Decode"/>.
    /// </summary>
    internal PairEvidence Evidence { get; init; }

    /// <summary>The pair, which knows now what its numbers are numbers of.</summary>
    internal VerifiedPair Among(IReadOnlyList<DocumentInfo>? documents)
    {
        this.documents = documents;
        return this;
    }
}
