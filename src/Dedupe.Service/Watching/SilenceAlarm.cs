namespace Dedupe.Service.Watching;

/// <summary>Says once that nothing new came for too long, and once that something did again. For one thread.</summary>
/// <param name="name">What is watched.</param>
/// <param name="longest">How long it may be silent; null: for ever.</param>
/// <param name="tell">Told of it.</param>
internal sealed class SilenceAlarm(string name, TimeSpan? longest, Action<WatchEvent> tell)
{
    private bool isSilent;

    /// <summary>Looks at the clock.</summary>
    /// <param name="newAt">When something new came last.</param>
    /// <param name="now">The time.</param>
    public void Check(DateTimeOffset newAt, DateTimeOffset now)
    {
        bool silent = now - newAt >= longest;
        if (silent == isSilent)
            return;
        isSilent = silent;
        tell(new WatchEvent(silent ? WatchEventKind.Silent : WatchEventKind.Heard, name, now)
        {
            Detail = silent ? $"Nothing new since {newAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC." : null,
        });
    }

    /// <summary>When it would have to be said; never where it is said, or nobody wants to know.</summary>
    public DateTimeOffset DueAt(DateTimeOffset newAt) =>
        longest is { } time && !isSilent ? newAt + time : DateTimeOffset.MaxValue;
}
