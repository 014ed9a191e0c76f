namespace Dedupe;

/// <summary>A date that could not be read. Its document is compared without one.</summary>
/// <param name="Origin">The file and line.</param>
/// <param name="Value">What stands there, shortened, on one line.</param>
public sealed record UnreadDate(Origin Origin, string Value);
