using System.Collections.Concurrent;

namespace Dedupe.Live;

/// <summary>
/// The one thread that writes. Whatever waits is stored in one transaction, so that all of it waits for the disk once
/// (group commit).
/// </summary>
internal sealed class LiveLoop : IDisposable
{
    /// <summary>Items of one transaction.</summary>
    public const int MostTogether = 512;

    private readonly LiveCore core;
    private readonly BlockingCollection<LiveWork> queue = [];
    private readonly CancellationToken stop;
    private readonly Thread thread;
    private TaskCompletionSource happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Prepares it.</summary>
    /// <param name="core">What it works on.</param>
    /// <param name="stop">Ends waiting for the store.</param>
    public LiveLoop(LiveCore core, CancellationToken stop)
    {
        (this.core, this.stop) = (core, stop);
        thread = new Thread(Run) { Name = "live writer", IsBackground = true };
    }

    /// <summary>Ends when something was written after the call.</summary>
    public Task NextChange => Volatile.Read(ref happened).Task;

    /// <summary>Why the last items could not be stored; null when they were.</summary>
    public string? Fault { get; private set; }

    /// <summary>Begins.</summary>
    public void Start() => thread.Start();

    /// <summary>Stores items, all or none.</summary>
    /// <exception cref="LiveStoreException">None of them is stored.</exception>
    public Task<LiveAnswer[]> StoreAsync(IReadOnlyList<SignedItem> items) => Enqueue(new LiveWork { Items = items });

    /// <summary>Does something on the writer's thread, between transactions.</summary>
    public Task DoAsync(Action act) => Enqueue(new LiveWork { Act = act });

    /// <summary>The same in a transaction, after what other servers wrote was taken up.</summary>
    public Task DoAsync(Action<ILiveTransaction> act) => DoAsync(() =>
    {
        using var transaction = core.Store.Begin(stop);
        core.Writer.CatchUp(transaction);
        act(transaction);
    });

    /// <summary>Takes nothing more, and ends when all is done.</summary>
    public void Stop()
    {
        queue.CompleteAdding();
        thread.Join();
    }

    /// <inheritdoc/>
    public void Dispose() => queue.Dispose();

    private Task<LiveAnswer[]> Enqueue(LiveWork work)
    {
        try
        {
            queue.Add(work, CancellationToken.None);
        }
        catch (InvalidOperationException closed)
        {
            throw new LiveStoreException("The index is being closed.", LiveStoreFault.Unavailable, closed);
        }

        return work.Done;
    }

    private void Run()
    {
        var together = new List<LiveWork>();
        foreach (var work in queue.GetConsumingEnumerable(CancellationToken.None))
        {
            if (work.Act is not null)
            {
                Do(work);
                continue;
            }

            together.Clear();
            together.Add(work);
            var act = Gather(together);
            Store(together);
            if (act is not null)
                Do(act);
        }
    }

    // What else waits, up to the first that is no item.
    private LiveWork? Gather(List<LiveWork> together)
    {
        for (var count = together[0].Items.Count; count < MostTogether && queue.TryTake(out var more);)
        {
            if (more.Act is not null)
                return more;
            together.Add(more);
            count += more.Items.Count;
        }

        return null;
    }

    private void Store(List<LiveWork> together)
    {
        try
        {
            SignedItem[] items = [.. together.SelectMany(static work => work.Items)];
            var answers = core.Guarded(() => core.Writer.Store(items, stop));
            Fault = null;
            var at = 0;
            foreach (var work in together)
            {
                work.Succeed(answers[at..(at + work.Items.Count)]);
                at += work.Items.Count;
            }

            Tell();
        }
        catch (Exception error)
        {
            Fault = error.Message;
            foreach (var work in together)
                work.Fail(error);
        }
    }

    private void Do(LiveWork work)
    {
        try
        {
            work.Act!();
            work.Succeed([]);
            Tell();
        }
        catch (Exception error)
        {
            work.Fail(error);
        }
    }

    private void Tell()
    {
        var before = Interlocked.Exchange(
            ref happened, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        before.TrySetResult();
        if (core.Index.HasWork)
            core.WorkToDo();
    }
}
