namespace Dedupe.Service.Watching;

/// <summary>Something that happened while watching.</summary>
/// <param name="Kind">What.</param>
/// <param name="Name">The feed or the folder.</param>
/// <param name="At">When.</param>
internal sealed record WatchEvent(WatchEventKind Kind, string Name, DateTimeOffset At)
{
    /// <summary>Articles that were new.</summary>
    public long Stored { get; init; }

    /// <summary>Articles that were there already, the very same.</summary>
    public long Repeated { get; init; }

    /// <summary>Articles that were not taken.</summary>
    public long Rejected { get; init; }

    /// <summary>Of a rejection: what was not taken, and why; null for other events.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>What happened, in a sentence; null where the kind says it all.</summary>
    public string? Detail { get; init; }
}
