namespace Dedupe.Batch;

/// <summary>What doing a part took and counted; it stands in the part's file.</summary>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="Allocated">Bytes allocated.</param>
/// <param name="PeakMemory">Largest resident memory of the process so far.</param>
/// <param name="Keys">Keys written.</param>
/// <param name="Candidates">Pairs compared.</param>
/// <param name="Documents">Documents signed.</param>
/// <param name="TextBytes">Bytes of their texts.</param>
/// <param name="Retries">Reads that failed for a moment.</param>
internal readonly record struct PartStats(
    double Seconds, long Allocated, long PeakMemory, long Keys, long Candidates, long Documents, long TextBytes,
        long Retries)
{
    /// <summary>Name of the section.</summary>
    public const string Name = "stats";

    /// <summary>Both together: sums, and the larger memory.</summary>
    public PartStats And(in PartStats other) => new(
        Seconds + other.Seconds,
        Allocated + other.Allocated,
        Math.Max(PeakMemory, other.PeakMemory),
        Keys + other.Keys,
        Candidates + other.Candidates,
        Documents + other.Documents,
        TextBytes + other.TextBytes,
        Retries + other.Retries);
}
