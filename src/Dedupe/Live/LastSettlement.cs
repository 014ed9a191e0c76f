namespace Dedupe.Live;

/// <summary>The last settlement that a store knows of.</summary>
/// <param name="Event">Number of its event; 0 when there was none.</param>
/// <param name="Article">The last article that it saw; 0 when there was none.</param>
internal sealed record LastSettlement(long Event, long Article)
{
    private const int EventsAtOnce = 10_000;

    /// <summary>Looks for it among the events, the last one first. Cost: reading the events since.</summary>
    public static LastSettlement Find(ILiveStore store)
    {
        var counts = store.Count();
        var arrived = 0L;
        for (var end = counts.LastEvent; end > 0; end -= EventsAtOnce)
        {
            var start = Math.Max(0, end - EventsAtOnce);
            var events = store.ReadEvents(start, (int)(end - start));
            for (var i = events.Count - 1; i >= 0; i--)
            {
                if (events[i].Kind == LiveEventKind.Settled)
                {
                    // Those of earlier versions do not say it: what had arrived by then.
                    var last = events[i].Other > 0 ? events[i].Other : counts.LastArticle - arrived;
                    return new LastSettlement(events[i].Number, last);
                }

                arrived += events[i].Kind == LiveEventKind.Arrived ? 1 : 0;
            }
        }

        return new LastSettlement(0, 0);
    }
}
