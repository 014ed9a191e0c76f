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
    public void Rewrite(IEnumerable<long> articles)
    {
        lock (segments)
        {
            foreach (var article in articles)
                core.Index.Rewrite(article);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => work.Dispose();

    private void Run()
    {
        began = core.Options.Clock.GetTimestamp();
        var isChecked = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                KeepInOrder(ref isChecked);
                Fault = null;
            }
            catch (PartDamageException damage)
            {
                core.Drop(damage.Path);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // The store or the disk, as a rule: it is tried again. Anything else must not end the server either.
                Fault = error.Message;
            }

            work.Wait(Poll);
        }

        Flush();
    }

    private void KeepInOrder(ref bool isChecked)
    {
        if (core.Missing > 0)
        {
            lock (segments)
                core.Repair(stop);
            loop.DoAsync(core.EndRepair).GetAwaiter().GetResult();
        }

        while (core.Index.HasWork && !stop.IsCancellationRequested)
        {
            lock (segments)
                core.Index.Work();
        }

        if (!isChecked)
            core.Index.Check(stop);
        isChecked = true;
        if (core.Store.Count().LastEvent > core.Writer.LastEvent)
            loop.DoAsync(static (ILiveTransaction _) => { }).GetAwaiter().GetResult();
        if (!IsSettlementDue())
            return;
        began = core.Options.Clock.GetTimestamp();
        settler.SettleAsync(stop).GetAwaiter().GetResult();
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
