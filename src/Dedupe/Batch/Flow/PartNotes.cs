namespace Dedupe.Batch.Flow;

/// <summary>What doing a part took, and which limits it met.</summary>
/// <param name="Stats">Times and counts.</param>
/// <param name="Limits">Limits.</param>
internal sealed record PartNotes(PartStats Stats, Limits Limits);
