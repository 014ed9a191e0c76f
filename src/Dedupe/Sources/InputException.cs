namespace Dedupe.Sources;

/// <summary>
/// The rest of an input cannot be read, or a stretch of it. Everything handed out before it stands, but for what is
/// doubtful.
/// </summary>
internal sealed class InputException(RejectionReason reason, string message) : Exception(message)
{
    /// <summary>Why, as a fixed word.</summary>
    public RejectionReason Reason { get; } = reason;

    /// <summary>
    /// How many of the bytes handed out are checked, where that is known; those behind them came from what is damaged.
    /// </summary>
    public long? CheckedUpTo { get; init; }

    /// <summary>True when reading can go on, with what follows the damaged stretch.</summary>
    public bool GoesOn { get; init; }
}
