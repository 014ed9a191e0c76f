namespace Dedupe.Batch;

/// <summary>One input file after filtering.</summary>
/// <param name="Input">The file as it was named.</param>
/// <param name="Output">The file that was written; null for a text that was removed as a whole.</param>
/// <param name="Counts">Its documents.</param>
internal sealed record FilteredFile(string Input, string? Output, FilterCounts Counts);
