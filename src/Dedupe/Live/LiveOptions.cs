namespace Dedupe.Live;

/// <summary>How a live index compares, and what it keeps. Immutable, and safe for threads.</summary>
/// <example>
/// <code>
/// var options = new LiveOptions
/// {
///     Folder = "news.index",
///     Window = TimeSpan.FromDays(7),
///     Keep = TimeSpan.FromDays(30),
/// };
/// </code>
/// </example>
public sealed record LiveOptions
{
    // A settlement takes as much while it runs, and a live index runs beside others.
    internal const long UsualMemory = 500_000_000;

    /// <summary>How texts are compared: the options of the batch. Default: its defaults, but 500 MB of
    /// <see cref="DedupeOptions.MemoryBytes"/> for a settlement.</summary>
    public DedupeOptions Dedupe { get; init; } = new() { MemoryBytes = UsualMemory };

    /// <summary>Folder for the index; it is made, and one process at a time has it. Whatever is in it can be deleted:
    /// it is made anew from the store. Null, the default: a temporary one that goes with the index, so that all
    /// articles of the store are signed each time it is opened (some 50 microseconds each).</summary>
    public string? Folder { get; init; }

    /// <summary>Articles that came longer ago are compared with nothing any more; above zero. Null, the default: all
    /// are compared with, and a settlement takes longer the more there are.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>The same for some sources, compared without case. Default: none.</summary>
    public IReadOnlyDictionary<string, TimeSpan> WindowOfSource { get; init; } =
        new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A settlement deletes texts that came longer ago. It takes <see cref="Window"/>, and is at least as long
    /// as every window: texts are needed to compare. Null, the default: none are deleted.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>Settles by itself after so many articles; 0: not by their number. Default 10,000.</summary>
    public int SettleAfter { get; init; } = 10_000;

    /// <summary>Settles by itself after this time, when anything changed; above zero. Null: nothing is done by time,
    /// nobody is told of embargoes that end either. Default five minutes.</summary>
    public TimeSpan? SettleEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Articles whose keys are in memory before they become a file of the index, some 4 KB each; 1 or more.
    /// Default 8192.</summary>
    public int TailArticles { get; init; } = 1 << 13;

    /// <summary>The clock that times of arrival, windows and settlements go by. Default: that of the system.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Throws when a value is outside its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option and its range.</exception>
    public void Validate()
    {
        Dedupe.Validate();
        RequireTime(Window, nameof(Window));
        RequireTime(SettleEvery, nameof(SettleEvery));
        foreach (var window in WindowOfSource.Values)
            RequireTime(window, nameof(WindowOfSource));
        if (Keep is { } keep && (!(Window <= keep) || WindowOfSource.Values.Any(window => window > keep)))
            throw new ArgumentOutOfRangeException(
                nameof(Keep), keep, "Texts are kept as long as they are compared with: it takes a window, and none " +
                "that is longer.");
        ArgumentOutOfRangeException.ThrowIfNegative(SettleAfter);
        ArgumentOutOfRangeException.ThrowIfLessThan(TailArticles, 1);
    }

    private static void RequireTime(TimeSpan? time, string name)
    {
        if (time <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(name, time, "A time above zero.");
    }
}
