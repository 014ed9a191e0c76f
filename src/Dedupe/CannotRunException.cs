namespace Dedupe;

/// <summary>
/// What was asked cannot be done as it was asked: too large, too early, or not on this machine. The message is a
/// sentence for a person.
/// </summary>
public sealed class CannotRunException : InvalidOperationException
{
    /// <summary>Makes one.</summary>
    public CannotRunException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">Why, in a sentence.</param>
    public CannotRunException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">Why, in a sentence.</param>
    /// <param name="inner">What led to it.</param>
    public CannotRunException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
