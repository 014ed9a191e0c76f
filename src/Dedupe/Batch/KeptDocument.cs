namespace Dedupe.Batch;

/// <summary>A document of a cluster that was kept for its own text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="OwnShare">The share of its words that the kept copy nearest to it has not; 1 when it was compared with
/// none.</param>
/// <param name="Beside">The id of that copy; null when it was compared with none.</param>
internal sealed record KeptDocument(string Id, double OwnShare, string? Beside);
