namespace Dedupe.Live;

/// <summary>
/// An article as a live index keeps it: one version of an item. An item is known by its source and its own id, a
/// version by its name, a content by <see cref="Content"/>. Immutable, and safe for threads; it owns its memory.
/// </summary>
public sealed record LiveArticle
{
    /// <summary>Its number in the store, 1 and more, in the order of arrival; 0 before it is stored.</summary>
    public long Number { get; init; }

    /// <summary>What was sent: id, source, version, title, text, date, status, url, each byte for byte, and the date
    /// with its offset. Its text is empty once texts of its age are no longer kept, or when it was taken
    /// down.</summary>
    public required Document Document { get; init; }

    /// <summary>Hash of all that was sent; the same bytes sent again have the same.</summary>
    public UInt128 Content { get; init; }

    /// <summary>When it came, by the clock of the server.</summary>
    public DateTimeOffset ArrivedAt { get; init; }

    /// <summary>Until when it may not be shown; null when there is no embargo.</summary>
    public DateTimeOffset? EmbargoedUntil { get; init; }

    /// <summary>Words of its text, 0 or more; credits are left out.</summary>
    public int Words { get; init; }

    /// <summary>The agency it is credited to; null when none is known.</summary>
    public string? Agency { get; init; }

    /// <summary>What became of it.</summary>
    public LiveState State { get; init; }

    /// <summary>The run directory that it is in; null for one that is in the store. Numbers of articles in archives are
    /// those of one process.</summary>
    internal string? Archive { get; init; }

    /// <summary>The answer that was given when it came, as JSON in UTF-8: see <see cref="LiveAnswer.Parse"/>.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }
}
