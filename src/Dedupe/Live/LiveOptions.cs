namespace Dedupe.Live;

/// <summary>How a live index compares and what it keeps. Immutable.</summary>
internal sealed record LiveOptions
{
    /// <summary>How texts are compared: the options of the batch.</summary>
    public DedupeOptions Dedupe { get; init; } = new();

    /// <summary>Folder for the index; it is made. Whatever is in it can be deleted: it is made anew from the
    /// store.</summary>
    public required string Folder { get; init; }

    /// <summary>Articles that came longer ago are compared with nothing any more; null: all are.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>The same for some sources, compared without case.</summary>
    public IReadOnlyDictionary<string, TimeSpan> WindowOfSource { get; init; } =
        new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Texts that came longer ago are deleted; null: none are. At least as long as every window.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>Settles by itself after so many articles; 0: not by their number.</summary>
    public int SettleAfter { get; init; } = 10_000;

    /// <summary>Settles by itself after this time, when anything changed; null: not by time.</summary>
    public TimeSpan? SettleEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Articles whose keys are in memory before they become a segment on disk: some 4 KB each.</summary>
    public int TailArticles { get; init; } = 1 << 13;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
