namespace Dedupe.Live;

/// <summary>How a live index is, at one time. Immutable, and safe for threads.</summary>
public sealed record LiveStatus
{
    /// <summary>What the store holds.</summary>
    public required LiveCounts Counts { get; init; }

    /// <summary>Articles that the index finds, 0 or more, as all counts here.</summary>
    public long Indexed { get; init; }

    /// <summary>Articles that are in the store and not yet found: the index is being made anew.</summary>
    public long Missing { get; init; }

    /// <summary>Files of the index.</summary>
    public int Segments { get; init; }

    /// <summary>Their bytes on disk.</summary>
    public long SegmentBytes { get; init; }

    /// <summary>Articles whose keys are in memory alone.</summary>
    public int Tail { get; init; }

    /// <summary>Articles that came since the last settlement.</summary>
    public long Unsettled { get; init; }

    /// <summary>When the last settlement ended; null: none did since the index was opened.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>What went wrong last: when articles were to be stored, or in the upkeep (segments, settlements by
    /// themselves), which is tried again; null when that went well the last time.</summary>
    public string? Fault { get; init; }

    /// <summary>Run directories of the archives that are attached, in order of attaching.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];
}
