using Dedupe.Indexing;

namespace Dedupe.Live;

/// <summary>Which articles an item is compared with: those that are there and came lately enough.</summary>
/// <param name="options">The windows.</param>
/// <param name="now">The time of the comparison.</param>
internal sealed class LiveWindow(LiveOptions options, DateTimeOffset now)
{
    private readonly long since = Since(options.Window, now);
    private readonly Dictionary<ulong, long> sinceOf = options.WindowOfSource.ToDictionary(
        static one => StoryFacts.OutletOf(one.Key), one => Since(one.Value, now));

    /// <summary>Whether it is compared with an article.</summary>
    public bool Sees(in LiveFacts facts) =>
        facts.IsPresent > 0
            && facts.ArrivedTicks >= (
                sinceOf.Count > 0 && sinceOf.TryGetValue(facts.Outlet, out var own) ? own : since);

    private static long Since(TimeSpan? window, DateTimeOffset now) =>
        window is { } span ? (now - span).UtcTicks : long.MinValue;
}
