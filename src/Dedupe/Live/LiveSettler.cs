namespace Dedupe.Live;

/// <summary>Settles: runs the batch over the window and writes what changed. One settlement at a time.</summary>
internal sealed class LiveSettler : IDisposable
{
    private readonly LiveCore core;
    private readonly LiveLoop loop;
    private readonly SemaphoreSlim turn = new(1);
    private readonly Lazy<LiveEvent?> before; // the last settlement that the store knows of
    private long settledArticle = -1;
    private long settledEvent = -1;

    /// <summary>Prepares it.</summary>
    public LiveSettler(LiveCore core, LiveLoop loop)
    {
        (this.core, this.loop) = (core, loop);
        // A store that was away the first time is asked again.
        before = new Lazy<LiveEvent?>(
            () => core.Store.ReadLastEvent(LiveEventKind.Settled), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>When the last settlement ended; null when none did.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>The last article that a settlement saw, one before the index was opened included.</summary>
    public long SettledArticle =>
        Interlocked.Read(ref settledArticle) is >= 0 and var article ? article : before.Value?.Other ?? 0;

    /// <summary>Whether anything was written that the last settlement did not see.</summary>
    public bool IsStale =>
        core.Writer.LastArticle > SettledArticle
            || core.Writer.LastEvent
                != (Interlocked.Read(ref settledEvent) is >= 0 and var known ? known : before.Value?.Number ?? 0);

    /// <summary>Settles.</summary>
    public async Task<LiveSettlement> SettleAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SettleInTurnAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<LiveSettlement> SettleInTurnAsync(CancellationToken cancellationToken)
    {
        var began = core.Options.Clock.GetTimestamp();
        var now = core.Options.Clock.GetUtcNow();
        var (last, seen) = (0L, 0L);
        await loop.DoAsync(transaction => (last, seen) = (transaction.LastArticle, transaction.LastEvent))
            .ConfigureAwait(false);
        if (!IsStale && SettledAt is not null && core.Options.Window is null && core.Options.Keep is null)
            return default; // the first one after opening may have other options than the last
        if (core.Options.Keep is { } keep)
            await loop.DoAsync(transaction => Expire(transaction, (now - keep).UtcTicks)).ConfigureAwait(false);
        var run = await WindowRun.RunAsync(
            core.Store, core.Options.Dedupe, Since(now), last, cancellationToken).ConfigureAwait(false);
        var changes = 0;
        await loop.DoAsync(transaction => changes = Apply(transaction, run, seen, now)).ConfigureAwait(false);
        SettledAt = now;
        Interlocked.Exchange(ref settledArticle, last);
        return new LiveSettlement(
            run.Articles.Count, run.Clusters.Count, changes, core.Options.Clock.GetElapsedTime(began));
    }

    private DateTimeOffset? Since(DateTimeOffset now) =>
        core.Options.Window is { } window ? now - core.Options.WindowOfSource.Values.Append(window).Max() : null;

    private int Apply(ILiveTransaction transaction, WindowRun run, long seen, DateTimeOffset at)
    {
        var meanwhile = transaction.ReadEvents(seen);
        run = run.Without([.. meanwhile
            .Where(static one => one.Kind is LiveEventKind.Removed or LiveEventKind.Forgotten)
            .Select(static one => one.Article)]);
        var settlement = new Settlement(transaction, run, core.Index.Facts, at);
        settlement.Apply(core.Clusters.Heads);
        var lastEvent = transaction.LastEvent;
        transaction.Commit();
        core.Writer.LastEvent = lastEvent;
        Interlocked.Exchange(ref settledEvent, meanwhile.Count == 0 ? lastEvent : seen);
        core.Index.Gate.EnterWriteLock();
        core.Clusters.Apply(settlement.ClusterOf, settlement.Heads);
        core.Index.Gate.ExitWriteLock();
        return settlement.Changes;
    }

    private void Expire(ILiveTransaction transaction, long beforeTicks)
    {
        var old = new List<long>();
        for (var number = 1L; number <= core.Writer.LastArticle; number++)
        {
            var facts = core.Index.Facts[number];
            if (facts.IsPresent > 0 && facts.ArrivedTicks < beforeTicks)
                old.Add(number);
        }

        if (old.Count == 0)
            return;
        foreach (var number in old)
            transaction.SetState(number, LiveState.Expired);
        transaction.Commit();
        core.Index.Gate.EnterWriteLock();
        old.ForEach(core.Index.Facts.Remove);
        core.Index.Gate.ExitWriteLock();
    }
}
