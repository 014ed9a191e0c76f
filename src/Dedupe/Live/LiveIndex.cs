using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using Dedupe.Normalization;
using Dedupe.Signing;
using Dedupe.Storage;

namespace Dedupe.Live;

/// <summary>
/// Answers what an arriving article is a copy of, and keeps the answer right as more arrive. The store has what is
/// true; this holds the keys of its articles, so that the ones that share something are found, and compares with them
/// by the batch's own verifier. Answers at arrival use what is known then; <see cref="SettleAsync"/> runs the batch
/// over all articles of the window, and then clusters are those of the batch.
/// </summary>
/// <remarks>Safe from any thread. Articles are stored one after the other, questions are answered meanwhile.</remarks>
internal sealed class LiveIndex : IAsyncDisposable
{
    private const int SegmentLayout = 1;
    private const int MostTogether = 512; // items of one transaction
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly ILiveStore store;
    private readonly LiveOptions options;
    private readonly CreditBook credits;
    private readonly PostingIndex index;
    private readonly ClusterTable clusters;
    private readonly LiveWriter writer;
    private readonly SegmentMaker maker;
    private readonly ConcurrentBag<LiveTools> idle = [];
    private readonly BlockingCollection<LiveWork> queue = [];
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim settling = new(1);
    private readonly SemaphoreSlim maintenance = new(0);
    private readonly Thread writing;
    private readonly Thread maintaining;
    private TaskCompletionSource happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long missing;
    private long settledArticle;
    private long settledEvent = -1;
    private DateTimeOffset settledAt;
    private DateTimeOffset? lastSettled;

    private LiveIndex(ILiveStore store, LiveOptions options)
    {
        (this.store, this.options) = (store, options);
        options.Dedupe.Validate();
        credits = CreditBook.With(options.Dedupe.Normalization.AgenciesFile);
        var keys = new PostingKeys(BandingPlan.Of(options.Dedupe).Bands);
        var counts = store.Count();
        index = new PostingIndex(options.Folder, Stamp(), keys, counts.LastArticle);
        clusters = new ClusterTable(index.Facts);
        maker = new SegmentMaker(store, index, options.Dedupe, credits);
        writer = new LiveWriter(store, index, clusters, options, NewTools())
        {
            LastArticle = counts.LastArticle,
            LastEvent = counts.LastEvent,
        };
        Load(counts);
        settledAt = counts.LastEvent > 0 && store.ReadEvents(counts.LastEvent - 1, 1) is [var last]
            ? last.At
            : DateTimeOffset.MinValue;
        writing = new Thread(Write) { Name = "live writer", IsBackground = true };
        maintaining = new Thread(Maintain) { Name = "live maintenance", IsBackground = true };
    }

    /// <summary>Opens an index. Segments that are missing or damaged are made anew in the background.</summary>
    /// <param name="store">The store; it stays the caller's to close, after the index.</param>
    /// <param name="options">How texts are compared, and what is kept.</param>
    /// <exception cref="LiveStoreException">The store cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static LiveIndex Open(ILiveStore store, LiveOptions options)
    {
        var opened = new LiveIndex(store, options);
        opened.writing.Start();
        opened.maintaining.Start();
        return opened;
    }

    /// <summary>How it is.</summary>
    public LiveStatus Status
    {
        get
        {
            var counts = store.Count();
            index.Gate.EnterReadLock();
            try
            {
                return new LiveStatus
                {
                    Counts = counts,
                    Indexed = index.Facts.Present,
                    Missing = Interlocked.Read(ref missing),
                    Segments = index.Segments,
                    SegmentBytes = index.SegmentBytes,
                    Tail = index.TailArticles,
                    Unsettled = counts.LastArticle - Interlocked.Read(ref settledArticle),
                    SettledAt = lastSettled,
                };
            }
            finally
            {
                index.Gate.ExitReadLock();
            }
        }
    }

    /// <summary>Stores items. When the task ends they are on the disk, each with its answer, in their order; an item
    /// that cannot be compared is told in its answer and costs no other.</summary>
    /// <exception cref="LiveStoreException">None of them is stored.</exception>
    public async Task<IReadOnlyList<LiveAnswer>> AddAsync(
        IReadOnlyList<LiveItem> items, CancellationToken cancellationToken)
    {
        var now = options.Clock.GetUtcNow();
        var answers = new LiveAnswer[items.Count];
        var signed = new SignedItem?[items.Count];
        if (items.Count == 1)
            Sign(0);
        else
            Parallel.For(0, items.Count, new ParallelOptions { CancellationToken = cancellationToken }, Sign);
        var accepted = signed.OfType<SignedItem>().ToArray();
        var next = 0;
        for (var start = 0; start < accepted.Length; start += MostTogether)
        {
            var stored = await Enqueue(
                new LiveWork { Items = accepted[start..Math.Min(accepted.Length, start + MostTogether)] })
                .ConfigureAwait(false);
            foreach (var answer in stored)
            {
                while (signed[next] is null)
                    next++;
                answers[next++] = answer;
            }
        }

        return answers;

        void Sign(int i)
        {
            var tools = TakeTools();
            signed[i] = tools.Signer.Sign(items[i], now, out var why);
            if (why is not null)
                answers[i] = Rejected(items[i], why, tools);
            idle.Add(tools);
        }
    }

    /// <summary>What an item would be a copy of; nothing is stored.</summary>
    public LiveAnswer Query(in LiveItem item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var tools = TakeTools();
        try
        {
            var now = options.Clock.GetUtcNow();
            if (tools.Signer.Sign(item, now, out var why) is not { } signed)
                return Rejected(item, why!, tools);
            var view = new LiveView(index, clusters, store, pending: null);
            var matches = Guarded(() => tools.Matcher.Match(signed, view, new LiveWindow(options, now)));
            var decision = Guarded(
                () => new LiveDecider(options.Dedupe, tools.Matcher).Decide(signed, matches, HeadOf));
            return new LiveAnswer
            {
                Relation = matches is [var best, ..] ? best.Pair.Relation : Relation.None,
                Cluster = decision.Cluster,
                Json = tools.Answers.Write(signed.Article, decision, Interlocked.Read(ref missing) == 0, now),
            };
        }
        finally
        {
            idle.Add(tools);
        }
    }

    /// <summary>Removes all versions of an item, or takes them down (<paramref name="forget"/>).</summary>
    /// <returns>How many versions there were.</returns>
    public async Task<int> RemoveAsync(string source, string id, bool forget, CancellationToken cancellationToken)
    {
        var removed = 0;
        await Enqueue(new LiveWork { Act = () => removed = Remove(source, id, forget) }).ConfigureAwait(false);
        return removed;
    }

    /// <summary>Makes clusters those of the batch. One at a time; articles are taken meanwhile.</summary>
    public async Task<LiveSettlement> SettleAsync(CancellationToken cancellationToken)
    {
        await settling.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var began = options.Clock.GetTimestamp();
            var last = 0L;
            var isSame = false;
            await Enqueue(new LiveWork
            {
                Act = () =>
                {
                    using (var transaction = store.Begin(stop.Token))
                        writer.CatchUp(transaction);
                    last = writer.LastArticle;
                    isSame = writer.LastEvent == settledEvent;
                },
            }).ConfigureAwait(false);
            if (isSame && options.Window is null)
                return default;
            var now = options.Clock.GetUtcNow();
            Expire(now);
            var run = await WindowRun.RunAsync(
                store, options.Dedupe, Since(now), last, (settledAt, now), cancellationToken).ConfigureAwait(false);
            var changes = 0;
            await Enqueue(new LiveWork { Act = () => changes = Apply(run, now) }).ConfigureAwait(false);
            (settledAt, lastSettled) = (now, now);
            Interlocked.Exchange(ref settledArticle, last);
            return new LiveSettlement(
                run.Articles.Count, run.Clusters.Count, changes, options.Clock.GetElapsedTime(began));
        }
        finally
        {
            settling.Release();
        }
    }

    /// <summary>Ends when there are events after a number, of this server or another one.</summary>
    public async Task WaitForEventsAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Volatile.Read(ref happened).Task;
            if (store.Count().LastEvent > after)
                return;
            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        queue.CompleteAdding();
        await Task.Run(writing.Join).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        maintenance.Release();
        await Task.Run(maintaining.Join).ConfigureAwait(false);
        index.Dispose();
        queue.Dispose();
        stop.Dispose();
        settling.Dispose();
        maintenance.Dispose();
    }

    private UInt128 Stamp() => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(
        $"live {SegmentLayout}\n{store.Identity}\n{HashFamily.Version}\n{options.Dedupe.Threshold:R}\n"
            + $"{options.Dedupe.ShingleSize}\n{options.Dedupe.NearOnly}\n{options.Dedupe.Signing}\n"
            + $"{options.Dedupe.Normalization}"));

    private void Load(in LiveCounts counts)
    {
        foreach (var (first, last) in index.Gaps(counts.LastArticle))
        {
            // The latest are signed at once, what is missing otherwise in the background.
            if (last == counts.LastArticle && last - first < 2 * PostingIndex.TailSize)
                maker.ToTail(first, last);
            else
                missing += last - first + 1;
        }

        foreach (var (article, _) in store.ReadAbsent())
            index.Facts.Remove(article);
        clusters.Load(store.ReadMembers());
        writer.IsComplete = missing == 0;
    }

    private LiveTools NewTools() => new(options.Dedupe, credits, index.Keys);

    private LiveTools TakeTools() => idle.TryTake(out var tools) ? tools : NewTools();

    private static LiveAnswer Rejected(in LiveItem item, Rejection rejection, LiveTools tools) => new()
    {
        Rejection = rejection,
        Json = tools.Answers.WriteRejection(item.Document, rejection),
    };

    private ClusterHead? HeadOf(long cluster)
    {
        index.Gate.EnterReadLock();
        try
        {
            return clusters.Heads.TryGetValue(cluster, out var head) ? head : null;
        }
        finally
        {
            index.Gate.ExitReadLock();
        }
    }

    // A segment that turns out to be damaged is taken out and made anew; what it had is missing meanwhile.
    private T Guarded<T>(Func<T> look)
    {
        while (true)
        {
            try
            {
                return look();
            }
            catch (PartDamageException damage)
            {
                Drop(damage.Path);
            }
        }
    }

    private void Drop(string path)
    {
        index.Drop(path);
        Interlocked.Exchange(ref missing, 1);
        writer.IsComplete = false;
        maintenance.Release();
    }

    private Task<LiveAnswer[]> Enqueue(LiveWork work)
    {
        try
        {
            queue.Add(work);
        }
        catch (InvalidOperationException closed)
        {
            throw new LiveStoreException("The index is being closed.", LiveStoreFault.Unavailable, closed);
        }

        return work.Done;
    }

    // Whatever waits is stored in one transaction, so that all of it waits for the disk once.
    private void Write()
    {
        var together = new List<LiveWork>();
        foreach (var work in queue.GetConsumingEnumerable())
        {
            if (work.Act is not null)
            {
                Act(work);
                continue;
            }

            together.Clear();
            together.Add(work);
            LiveWork? act = null;
            for (var count = work.Items.Count;
                count < MostTogether && act is null && queue.TryTake(out var more);
                count += more.Items.Count)
            {
                if (more.Act is not null)
                    act = more;
                else
                    together.Add(more);
            }

            Store(together);
            if (act is not null)
                Act(act);
        }
    }

    private void Store(List<LiveWork> together)
    {
        try
        {
            SignedItem[] items = [.. together.SelectMany(static work => work.Items)];
            var answers = Guarded(() => writer.Store(items, stop.Token));
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
            foreach (var work in together)
                work.Fail(error);
        }
    }

    private void Act(LiveWork work)
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
        if (index.HasWork)
            maintenance.Release();
    }

    private int Remove(string source, string id, bool forget)
    {
        using var transaction = store.Begin(stop.Token);
        writer.CatchUp(transaction);
        var at = options.Clock.GetUtcNow();
        var wanted = forget ? LiveState.Forgotten : LiveState.Removed;
        var versions = transaction.ReadItem(source, id).Where(version => version.State < wanted).ToList();
        foreach (var version in versions)
        {
            transaction.SetState(version.Number, wanted);
            transaction.Add(new LiveEvent(forget ? LiveEventKind.Forgotten : LiveEventKind.Removed, at)
            {
                Article = version.Number,
            });
        }

        var left = new LiveRemoval(transaction, index.Facts, at).Leave([.. versions.Select(static one => one.Number)]);
        var lastEvent = transaction.LastEvent;
        transaction.Commit();
        writer.LastEvent = lastEvent;
        index.Gate.EnterWriteLock();
        foreach (var version in versions)
            index.Facts.Remove(version.Number);
        clusters.Apply(left.ClusterOf, left.Heads);
        index.Gate.ExitWriteLock();
        if (forget)
            Forget(versions);
        return versions.Count;
    }

    // What is in memory alone goes with the process and is left out when it is written.
    private void Forget(List<LiveArticle> versions)
    {
        lock (maintaining)
        {
            foreach (var version in versions)
                index.Rewrite(version.Number);
        }
    }

    private void Expire(DateTimeOffset now)
    {
        if (options.Keep is { } keep)
            Enqueue(new LiveWork { Act = () => Expire((now - keep).UtcTicks) }).GetAwaiter().GetResult();
    }

    private void Expire(long beforeTicks)
    {
        var old = new List<long>();
        for (var number = 1L; number <= writer.LastArticle; number++)
        {
            var facts = index.Facts[number];
            if (facts.IsPresent > 0 && facts.ArrivedTicks < beforeTicks)
                old.Add(number);
        }

        if (old.Count == 0)
            return;
        using (var transaction = store.Begin(stop.Token))
        {
            foreach (var number in old)
                transaction.SetState(number, LiveState.Expired);
            transaction.Commit();
        }

        index.Gate.EnterWriteLock();
        old.ForEach(index.Facts.Remove);
        index.Gate.ExitWriteLock();
    }

    private DateTimeOffset? Since(DateTimeOffset now)
    {
        if (options.Window is not { } window)
            return null;
        return now - options.WindowOfSource.Values.Append(window).Max();
    }

    private int Apply(WindowRun run, DateTimeOffset at)
    {
        using var transaction = store.Begin(stop.Token);
        writer.CatchUp(transaction);
        var settlement = new Settlement(transaction, run, index.Facts, at);
        settlement.Apply(clusters.Heads);
        var lastEvent = transaction.LastEvent;
        transaction.Commit();
        writer.LastEvent = settledEvent = lastEvent;
        index.Gate.EnterWriteLock();
        clusters.Apply(settlement.ClusterOf, settlement.Heads);
        index.Gate.ExitWriteLock();
        return settlement.Changes;
    }

    // Writes and merges segments, makes anew what is missing, follows other servers, settles by time and count.
    private void Maintain()
    {
        var began = options.Clock.GetTimestamp();
        var isChecked = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Repair();
                lock (maintaining)
                {
                    while (index.HasWork && !stop.IsCancellationRequested)
                        index.Work();
                }

                if (!isChecked)
                    index.Check(stop.Token);
                isChecked = true;
                Follow();
                if (IsSettlementDue(began))
                {
                    began = options.Clock.GetTimestamp();
                    SettleAsync(stop.Token).GetAwaiter().GetResult();
                }
            }
            catch (PartDamageException damage)
            {
                Drop(damage.Path);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // The store or the disk: it is tried again, and articles tell whoever sends them.
            }

            maintenance.Wait(Poll);
        }

        try
        {
            index.Flush();
        }
        catch (IOException)
        {
            // It is made anew from the store.
        }
    }

    private void Repair()
    {
        if (Interlocked.Read(ref missing) == 0)
            return;
        index.Gate.EnterReadLock();
        var last = index.FirstInMemory > 0 ? index.FirstInMemory - 1 : writer.LastArticle;
        index.Gate.ExitReadLock();
        lock (maintaining)
        {
            foreach (var (from, to) in index.Gaps(last))
                maker.ToSegments(from, to, stop.Token);
        }

        Enqueue(new LiveWork { Act = Repaired }).GetAwaiter().GetResult();
    }

    private void Repaired()
    {
        index.Gate.EnterWriteLock();
        foreach (var (article, _) in store.ReadAbsent())
            index.Facts.Remove(article);
        clusters.Heads.Clear();
        clusters.Load(store.ReadMembers());
        index.Gate.ExitWriteLock();
        Interlocked.Exchange(ref missing, 0);
        writer.IsComplete = true;
    }

    private void Follow()
    {
        if (store.Count().LastEvent <= writer.LastEvent)
            return;
        Enqueue(new LiveWork
        {
            Act = () =>
            {
                using var transaction = store.Begin(stop.Token);
                writer.CatchUp(transaction);
            },
        }).GetAwaiter().GetResult();
    }

    private bool IsSettlementDue(long began)
    {
        var unsettled = writer.LastArticle - Interlocked.Read(ref settledArticle);
        return writer.LastEvent != settledEvent
            && unsettled > 0
            && ((options.SettleAfter > 0 && unsettled >= options.SettleAfter)
                || (options.SettleEvery is { } every && options.Clock.GetElapsedTime(began) >= every));
    }
}
