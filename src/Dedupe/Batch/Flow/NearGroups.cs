using Dedupe.Indexing;
using Dedupe.Storage;

namespace Dedupe.Batch.Flow;

/// <summary>What the near tier found.</summary>
/// <param name="Group">The near-tier representative of each document.</param>
/// <param name="Pairs">The near-duplicates, sorted by (A, B): they are compared once more, for their passages.</param>
internal sealed record NearGroups(int[] Group, CandidatePair[] Pairs)
{
    private const string GroupName = "group";
    private const string PairsName = "pairs";

    /// <summary>Writes it to a part file.</summary>
    public void Save(PartWriter file)
    {
        file.Write<int>(GroupName, 0, Group);
        file.Write<CandidatePair>(PairsName, 0, Pairs);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static NearGroups Load(PartReader file) =>
        new(file.Read<int>(GroupName, 0), file.Read<CandidatePair>(PairsName, 0));
}
