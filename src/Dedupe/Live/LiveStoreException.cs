namespace Dedupe.Live;

/// <summary>A store cannot be read or written.</summary>
/// <param name="message">What happened, in plain words.</param>
/// <param name="fault">What kind of fault it is.</param>
/// <param name="inner">What the database said; null when it said nothing.</param>
public sealed class LiveStoreException(string message, LiveStoreFault fault, Exception? inner = null)
    : IOException(message, inner)
{
    /// <summary>What kind of fault it is.</summary>
    public LiveStoreFault Fault { get; } = fault;
}
