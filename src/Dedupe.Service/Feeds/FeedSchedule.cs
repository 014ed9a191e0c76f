namespace Dedupe.Service.Feeds;

/// <summary>When a feed is looked at next.</summary>
/// <param name="options">The limits.</param>
/// <param name="random">A number from 0 up to 1, which spreads the looks at many feeds.</param>
internal sealed class FeedSchedule(FeedOptions options, Func<double> random)
{
    // Never earlier than a feed asks for; later by a tenth at most.
    private const double Spread = 0.1;

    private const int MostDoublings = 20;

    /// <summary>No wait is longer.</summary>
    public TimeSpan Longest => options.Longest * (1 + Spread);

    /// <summary>The wait after a look that went well, or told that nothing changed.</summary>
    /// <param name="wait">What the feed says in itself; null: nothing.</param>
    /// <param name="maxAge">What its headers say; null: nothing.</param>
    public TimeSpan After(TimeSpan? wait, TimeSpan? maxAge) =>
        Spreaded(Longer(options.Every, Longer(wait ?? TimeSpan.Zero, maxAge ?? TimeSpan.Zero)));

    /// <summary>The wait after a failure: twice as long each time.</summary>
    /// <param name="failures">Failures one after the other, 1 and more.</param>
    /// <param name="retryAfter">What the server asks for; null: nothing.</param>
    public TimeSpan AfterFailure(int failures, TimeSpan? retryAfter)
    {
        if (retryAfter is { } asked)
            return Spreaded(Longer(options.Every, asked));
        var doubled = options.Every * Math.Pow(2, Math.Min(failures, MostDoublings));
        return Spreaded(Longer(options.Every, doubled < options.LongestAfterFailure ? doubled
            : options.LongestAfterFailure));
    }

    /// <summary>The wait for a feed that is gone.</summary>
    public TimeSpan AfterGone() => Spreaded(options.Longest);

    private TimeSpan Spreaded(TimeSpan wait) =>
        (wait < options.Longest ? wait : options.Longest) * (1 + (Spread * random()));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
