using Dedupe.Storage;

namespace Dedupe.Live;

/// <summary>
/// The thread that keeps an index in order: writes and merges segments, makes anew what is missing, follows other
/// servers, settles by time and count.
/// </summary>
internal sealed class LiveUpkeep : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly LiveCore core;
    private readonly LiveLoop loop;
    private readonly LiveSettler settler;
    private readonly CancellationToken stop;
    private readonly SemaphoreSlim work = new(0);
    private readonly Lock segments = new();
    private readonly Thread thread;
    private long began;
    private bool isChecked;

    /// <summary>Prepares it.</summary>
    public LiveUpkeep(LiveCore core, LiveLoop loop, LiveSettler settler, CancellationToken stop)
    {
        (this.core, this.loop, this.settler, this.stop) = (core, loop, settler, stop);
        thread = new Thread(Run) { Name = "live upkeep", IsBackground = true };
        core.WorkToDo = () => work.Release();
    }

    /// <summary>What went wrong last; null when the last turn went well.</summary>
    public string? Fault { get; private set; }

    /// <summary>Begins.</summary>
    public void Start() => thread.Start();

    /// <summary>Ends once <c>stop</c> was called for; what is in memory is written.</summary>
    public void Join()
    {
        work.Release();
        thread.Join();
    }

    /// <summary>Writes the segments that have some articles again, without what is not there any more.</summary>
    public void Rewrite(IReadOnlyList<long> articles)
    {
        lock (segments)
        {
            core.Guarded(() =>
            {
                core.Index.Rewrite(articles);
                return true;
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => work.Dispose();

    private void Run()
    {
        began = core.Options.Clock.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            Turn(Repair, WriteSegments, Check, Follow, Release, SettleWhenDue);
            work.Wait(Poll);
        }

        Flush();
    }

    // Each by itself: where the disk of the index is full, other servers are followed and clusters settled all the
    // same. It is the store or the disk, as a rule, and tried again; anything else must not end the server either.
    private void Turn(params ReadOnlySpan<Action> steps)
    {
        string? fault = null;
        foreach (var step in steps)
        {
            try
            {
                step();
            }
            catch (PartDamageException damage)
            {
                core.Drop(damage.Path);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                fault ??= error.Message;
            }
        }

        Fault = fault;
    }

    // Nobody rewrites a segment meanwhile: what is forgotten just now is known only when the repair is over.
    private void Repair()
    {
        if (core.Missing == 0)
            return;
        lock (segments)
        {
            core.Repair(stop);
            loop.DoAsync(core.EndRepair).GetAwaiter().GetResult();
        }
    }

    private void WriteSegments()
    {
        if (core.TakeTraces() is { Count: > 0 } traces)
            Rewrite(traces);
        while (core.Index.HasWork && !stop.IsCancellationRequested)
        {
            lock (segments)
                core.Index.Work();
        }
    }

    private void Check()
    {
        if (!isChecked)
            core.Index.Check(stop);
        isChecked = true;
    }

    private void Follow()
    {
        if (core.Store.Count().LastEvent > core.Writer.LastEvent)
            loop.DoAsync(static (ILiveTransaction _) => { }).GetAwaiter().GetResult();
    }

    private void SettleWhenDue()
    {
        if (!IsSettlementDue())
            return;
        began = core.Options.Clock.GetTimestamp();
        settler.SettleAsync(stop).GetAwaiter().GetResult();
    }

    private void Release()
    {
        if (core.Options.SettleEvery is null)
            return;
        var now = core.Options.Clock.GetUtcNow();
        if (core.Store.ReadNextRelease() <= now)
            loop.DoAsync(transaction => core.Writer.Release(transaction, now)).GetAwaiter().GetResult();
    }

    private void Flush()
    {
        try
        {
            core.Index.Flush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is made anew from the store.
        }
    }

    private bool IsSettlementDue()
    {
        var options = core.Options;
        var unsettled = core.Writer.LastArticle - settler.SettledArticle;
        return settler.IsStale
            && unsettled > 0
            && ((options.SettleAfter > 0 && unsettled >= options.SettleAfter)
                || (options.SettleEvery is { } every && options.Clock.GetElapsedTime(began) >= every));
    }
}
