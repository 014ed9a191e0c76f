namespace Dedupe.Service.Pushing;

/// <summary>A server does not take what is sent to it.</summary>
/// <param name="message">What happened, in plain words.</param>
/// <param name="inner">What the network said; null when it said nothing.</param>
internal sealed class ServerException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>The status of its answer; 0 when there was none.</summary>
    public int Status { get; init; }
}
