namespace Dedupe.Batch.Flow;

/// <summary>What all parts of a run took and counted.</summary>
/// <param name="Sum">Sums of all parts.</param>
/// <param name="Limits">The limits that were met.</param>
/// <param name="Stages">Times of the stages, in order.</param>
/// <param name="Started">When the run was begun.</param>
/// <param name="Seconds">How long it took; of a run in parts the work of its parts.</param>
internal sealed record RunTotals(
    PartStats Sum, IReadOnlyList<LimitMet> Limits, IReadOnlyList<StageTime> Stages, DateTimeOffset Started,
    double Seconds);
