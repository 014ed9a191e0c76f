using Dedupe.Clustering;
using Dedupe.Indexing;
using Dedupe.Signing;
using Dedupe.Storage;
using Dedupe.Verification;

namespace Dedupe.Batch.Flow;

/// <summary>What the near tier found.</summary>
/// <param name="Group">The near-tier representative of each document.</param>
/// <param name="Pairs">The near-duplicates, sorted by (A, B): they are compared once more, for their passages.</param>
/// <param name="Slots">Where documents are forms filled in.</param>
internal sealed record NearGroups(int[] Group, CandidatePair[] Pairs, FormSlots Slots)
{
    private const string GroupName = "group";
    private const string PairsName = "pairs";
    private const string FormsName = "forms";
    private const string SlotsName = "slots";

    /// <summary>Groups what was found to be near-duplicates.</summary>
    /// <param name="found">The pairs of all parts.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="verification">Compares what is wanted besides; it is told the slots.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="limits">Counts the larger groups.</param>
    public static NearGroups Of(
        IEnumerable<PairBlock> found, SignedCollection documents, VerificationStage verification, DedupeOptions options,
        Limits limits)
    {
        var near = new VerifiedEdges(verification.RunNear);
        foreach (var block in found)
            near.Add(block);
        FindForms(near, verification);
        var policy = new RepresentativePolicy(documents, options.Clustering);
        var group = new StarClusterer(policy, near, documents.Count).GroupNear();
        var pairs = near.NearDuplicates(group, options.Indexing.AllPairsLimit, limits);
        return new NearGroups(group, pairs, verification.FormSlots);
    }

    // Pairs that third fillings show to be forms are compared again, and are near-duplicates no more.
    private static void FindForms(VerifiedEdges near, VerificationStage verification)
    {
        var filled = near.Filled();
        verification.FormSlots = ThirdFillings.Find(filled).With(near.Identical());
        if (verification.FormSlots.Documents.Length > 0)
            near.Add(verification.RunNear([.. filled.Select(static pair => new CandidatePair(pair.A, pair.B, 0))]));
    }

    /// <summary>Writes it to a part file.</summary>
    public void Save(PartWriter file)
    {
        file.Write<int>(GroupName, 0, Group);
        file.Write<CandidatePair>(PairsName, 0, Pairs);
        file.Write<int>(FormsName, 0, Slots.Documents);
        file.Write<int>(SlotsName, 0, Slots.Tokens);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static NearGroups Load(PartReader file) =>
        new(
            file.Read<int>(GroupName, 0), file.Read<CandidatePair>(PairsName, 0),
            new FormSlots(file.Read<int>(FormsName, 0), file.Read<int>(SlotsName, 0)));
}
