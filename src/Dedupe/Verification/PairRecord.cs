using System.Runtime.InteropServices;

namespace Dedupe.Verification;

/// <summary>
/// A verified pair as a run keeps it: 88 bytes without a gap between them, and no object. Its passages and differences
/// are bytes that stand in the block that holds the record; the agencies are known from the documents.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PairRecord
{
    private readonly byte relation;
    private readonly byte direction;
    private readonly byte directionEvidence;
    private readonly byte sameTitle;

    /// <summary>Number of the first document.</summary>
    public int A { get; init; }

    /// <summary>Number of the second document.</summary>
    public int B { get; init; }

    /// <summary>Where its details begin in those of the block, in bytes.</summary>
    public int DetailsPlace { get; init; }

    /// <summary>Bytes of its details; 0 when it has neither passages nor differences.</summary>
    public int DetailsLength { get; init; }

    /// <summary>
    /// What <see cref="PairEvidence.ProseShareA"/> was. For drawing samples: relations were decided on the exact
    /// number.
    /// </summary>
    public float ProseShareA { get; init; }

    /// <summary>What <see cref="PairEvidence.ProseShareB"/> was.</summary>
    public float ProseShareB { get; init; }

    /// <summary>What <see cref="PairEvidence.ProseWords"/> was.</summary>
    public float ProseWords { get; init; }

    /// <summary>Jaccard similarity of the shingle sets.</summary>
    public double Jaccard { get; init; }

    /// <summary>Containment of A in B.</summary>
    public double ContainmentA { get; init; }

    /// <summary>Containment of B in A.</summary>
    public double ContainmentB { get; init; }

    /// <summary>Share of A's words inside passages.</summary>
    public double CoverageA { get; init; }

    /// <summary>Share of B's words inside passages.</summary>
    public double CoverageB { get; init; }

    /// <summary>Share of A's words inside passages of prose.</summary>
    public double ProseCoverageA { get; init; }

    /// <summary>Share of B's words inside passages of prose.</summary>
    public double ProseCoverageB { get; init; }

    /// <summary>How they relate.</summary>
    public Relation Relation
    {
        get => (Relation)relation;
        init => relation = (byte)value;
    }

    /// <summary>Which copy comes from the other.</summary>
    public Direction Direction
    {
        get => (Direction)direction;
        init => direction = (byte)value;
    }

    /// <summary>What tells the direction.</summary>
    public DirectionEvidence DirectionEvidence
    {
        get => (DirectionEvidence)directionEvidence;
        init => directionEvidence = (byte)value;
    }

    /// <summary>Related by their headline alone.</summary>
    public bool SameTitle
    {
        get => sameTitle != 0;
        init => sameTitle = value ? (byte)1 : (byte)0;
    }

    /// <summary>The pair as a record, all but its details.</summary>
    /// <param name="pair">The pair.</param>
    public static PairRecord FromPair(VerifiedPair pair) => new()
    {
        A = pair.A,
        B = pair.B,
        Relation = pair.Relation,
        Direction = pair.Direction,
        DirectionEvidence = pair.DirectionEvidence,
        SameTitle = pair.SameTitle,
        ProseShareA = (float)pair.Evidence.ProseShareA,
        ProseShareB = (float)pair.Evidence.ProseShareB,
        ProseWords = (float)pair.Evidence.ProseWords,
        Jaccard = pair.Jaccard,
        ContainmentA = pair.ContainmentA,
        ContainmentB = pair.ContainmentB,
        CoverageA = pair.CoverageA,
        CoverageB = pair.CoverageB,
        ProseCoverageA = pair.ProseCoverageA,
        ProseCoverageB = pair.ProseCoverageB,
    };
}
