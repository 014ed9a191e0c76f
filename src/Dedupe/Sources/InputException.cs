namespace Dedupe.Sources;

/// <summary>The rest of an input cannot be read. Everything handed out before it stands.</summary>
internal sealed class InputException(RejectionReason reason, string message) : Exception(message)
{
    /// <summary>Why, as a fixed word.</summary>
    public RejectionReason Reason { get; } = reason;
}
