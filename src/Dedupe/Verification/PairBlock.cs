using Dedupe.Storage;

namespace Dedupe.Verification;

/// <summary>
/// Verified pairs, each once, sorted by (A, B): records of fixed size, and the bytes of their details in the same
/// order. Both may lie in arrays or in a mapped file. Safe from any thread.
/// </summary>
/// <param name="records">The records; they are not checked.</param>
/// <param name="details">Passages and differences, as <see cref="PairDetailsWriter"/> makes them.</param>
internal sealed class PairBlock(ReadOnlyMemory<PairRecord> records, ReadOnlyMemory<byte> details)
{
    private const string RecordsName = "pairs";
    private const string DetailsName = "details";

    /// <summary>The records, sorted by (A, B).</summary>
    public ReadOnlyMemory<PairRecord> Records { get; } = records;

    /// <summary>The details of all records, one after the other.</summary>
    public ReadOnlyMemory<byte> Details { get; } = details;

    /// <summary>How many pairs.</summary>
    public int Count => Records.Length;

    /// <summary>A pair's record.</summary>
    public ref readonly PairRecord this[int index] => ref Records.Span[index];

    /// <summary>Writes the pairs to a part file.</summary>
    public void Save(PartWriter part)
    {
        part.Write(RecordsName, 0, Records.Span);
        part.Write(DetailsName, 0, Details.Span);
    }

    /// <summary>The pairs of a part file, as <see cref="Save"/> wrote them; they are mapped, not read.</summary>
    public static PairBlock Load(PartReader part) =>
        new(part.Map<PairRecord>(RecordsName, 0), part.Map<byte>(DetailsName, 0));

    /// <summary>The differences of a pair, or its slots in the near tier.</summary>
    /// <param name="index">The pair's place in the block.</param>
    public TextDifference[] Differences(int index)
    {
        ref readonly var record = ref this[index];
        return PairDetailsReader.Read(Details.Span.Slice(record.DetailsPlace, record.DetailsLength)).Differences;
    }

    /// <summary>What one text of a pair has that the other has not; null where that is not known.</summary>
    /// <param name="index">The pair's place in the block.</param>
    /// <param name="ofA">Whether the first text is asked for.</param>
    public OwnText? OwnText(int index, bool ofA)
    {
        ref readonly var record = ref this[index];
        return PairDetailsReader.ReadOwn(Details.Span.Slice(record.DetailsPlace, record.DetailsLength), ofA);
    }

    /// <summary>
    /// A pair as it was found. Of what its relation was decided on it knows what the lines of <c>derived</c> and
    /// <c>partial</c> are drawn by, rounded to seven figures.
    /// </summary>
    /// <param name="index">Its place in the block.</param>
    /// <param name="agencyA">The agency of its first document; null when none is known.</param>
    /// <param name="agencyB">The agency of its second document; null when none is known.</param>
    public VerifiedPair Decode(int index, string? agencyA = null, string? agencyB = null)
    {
        ref readonly var record = ref this[index];
        var (passages, differences, ownA, ownB) = PairDetailsReader.Read(
            Details.Span.Slice(record.DetailsPlace, record.DetailsLength));
        return new VerifiedPair
        {
            A = record.A,
            B = record.B,
            Relation = record.Relation,
            AgencyA = agencyA,
            AgencyB = agencyB,
            Jaccard = record.Jaccard,
            ContainmentA = record.ContainmentA,
            ContainmentB = record.ContainmentB,
            CoverageA = record.CoverageA,
            CoverageB = record.CoverageB,
            ProseCoverageA = record.ProseCoverageA,
            ProseCoverageB = record.ProseCoverageB,
            SameTitle = record.SameTitle,
            Passages = passages,
            Differences = differences,
            OwnA = ownA,
            OwnB = ownB,
            Direction = record.Direction,
            DirectionEvidence = record.DirectionEvidence,
            Evidence = new PairEvidence
            {
                SameText = record.Relation == Relation.Identical,
                Jaccard = record.Jaccard,
                ProseShareA = record.ProseShareA,
                ProseShareB = record.ProseShareB,
                ProseWords = record.ProseWords,
            },
        };
    }
}
