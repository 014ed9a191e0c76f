namespace Dedupe.Live;

/// <summary>Something that happened to a live index; what happened is told in order, and never changed.
/// Immutable, and safe for threads.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
public sealed record LiveEvent(LiveEventKind Kind, DateTimeOffset At)
{
    /// <summary>Its number, 1 and more, ascending without gaps that fill later; 0 before it is stored.</summary>
    public long Number { get; init; }

    /// <summary>The article it happened to; 0 when to none.</summary>
    public long Article { get; init; }

    /// <summary>The cluster; 0 when there is none.</summary>
    public long Cluster { get; init; }

    /// <summary>Another article or cluster, as the kind says; 0 when there is none.</summary>
    public long Other { get; init; }
}
