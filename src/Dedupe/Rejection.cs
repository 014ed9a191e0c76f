namespace Dedupe;

/// <summary>One input that was not accepted; it is counted, reported, and harms nothing else.</summary>
/// <param name="Origin">The file and line.</param>
/// <param name="Reason">Why, as a fixed word.</param>
/// <param name="Detail">Why, in a sentence for a person; null when the reason says it all.</param>
public sealed record Rejection(Origin Origin, RejectionReason Reason, string? Detail = null);
