using Dedupe.Indexing;
using Dedupe.Storage;
using Dedupe.Verification;

namespace Dedupe.Batch.Flow;

/// <summary>What the reuse tier verified, and which candidates it left for the last step.</summary>
/// <param name="Found">The verified pairs, block by block.</param>
/// <param name="Waiting">Candidates of two documents of an earlier run, sorted by (A, B): most of them are never asked
/// for.</param>
internal sealed record ReusePairs(PairBlock[] Found, CandidatePair[] Waiting)
{
    private const string WaitingName = "waiting";

    /// <summary>Writes it to a part file.</summary>
    public void Save(PartWriter file)
    {
        Found[0].Save(file);
        file.Write<CandidatePair>(WaitingName, 0, Waiting);
    }

    /// <summary>Reads what <see cref="Save"/> wrote, of all parts.</summary>
    public static ReusePairs Load(IReadOnlyList<PartReader> files) =>
        new(LoadFound(files), [.. files.SelectMany(static file => file.Read<CandidatePair>(WaitingName, 0))]);

    /// <summary>Reads the verified pairs of all parts.</summary>
    public static PairBlock[] LoadFound(IReadOnlyList<PartReader> files) =>
        [.. files.Select(static file => PairBlock.Load(file))];
}
