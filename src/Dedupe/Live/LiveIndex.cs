using Dedupe.Batch;
using Dedupe.Sources;

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
    private readonly LiveCore core;
    private readonly LiveLoop loop;
    private readonly LiveSettler settler;
    private readonly LiveUpkeep upkeep;
    private readonly CancellationTokenSource stop = new();

    private LiveIndex(ILiveStore store, LiveOptions options)
    {
        core = new LiveCore(store, options);
        loop = new LiveLoop(core, stop.Token);
        settler = new LiveSettler(core, loop);
        upkeep = new LiveUpkeep(core, loop, settler, stop.Token);
    }

    /// <summary>Opens an index. Segments that are missing or damaged are made anew in the background.</summary>
    /// <param name="store">The store; it stays the caller's to close, after the index.</param>
    /// <param name="options">How texts are compared, and what is kept.</param>
    /// <exception cref="LiveStoreException">The store cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static LiveIndex Open(ILiveStore store, LiveOptions options)
    {
        var opened = new LiveIndex(store, options);
        opened.loop.Start();
        opened.upkeep.Start();
        return opened;
    }

    /// <summary>How it is.</summary>
    public LiveStatus Status
    {
        get
        {
            var counts = core.Store.Count();
            var unsettled = counts.LastArticle - settler.SettledArticle;
            core.Index.Gate.EnterReadLock();
            try
            {
                return new LiveStatus
                {
                    Counts = counts,
                    Indexed = core.Index.Facts.Present,
                    Missing = core.Missing,
                    Segments = core.Index.Segments,
                    SegmentBytes = core.Index.SegmentBytes,
                    Tail = core.Index.TailArticles,
                    Unsettled = unsettled,
                    SettledAt = settler.SettledAt,
                    Fault = loop.Fault ?? upkeep.Fault,
                    Archives = [.. core.Archives.Select(static archive => archive.Directory)],
                };
            }
            finally
            {
                core.Index.Gate.ExitReadLock();
            }
        }
    }

    /// <summary>The number of the cluster that an article is in; 0 when it is in none, or is not there.</summary>
    public long ClusterOf(long article)
    {
        core.Index.Gate.EnterReadLock();
        try
        {
            return core.Index.Facts[article].Cluster;
        }
        finally
        {
            core.Index.Gate.ExitReadLock();
        }
    }

    /// <summary>Stores items. When the task ends they are on the disk, each with its answer, in their order; an item
    /// that cannot be compared is told in its answer and costs no other. More than 512 are stored in several
    /// transactions: when one fails, those before it are stored.</summary>
    /// <exception cref="LiveStoreException">The store failed; sending the same items again stores none
    /// twice.</exception>
    /// <exception cref="OperationCanceledException">It took too long; the same goes for them.</exception>
    public async Task<IReadOnlyList<LiveAnswer>> AddAsync(
        IReadOnlyList<LiveItem> items, CancellationToken cancellationToken)
    {
        var now = core.Options.Clock.GetUtcNow();
        var answers = new LiveAnswer[items.Count];
        var signed = new SignedItem?[items.Count];
        if (items.Count == 1)
            Sign(0);
        else
            Parallel.For(0, items.Count, new ParallelOptions { CancellationToken = cancellationToken }, Sign);
        var next = 0;
        foreach (var some in signed.OfType<SignedItem>().Chunk(LiveLoop.MostTogether))
        {
            foreach (var answer in await loop.StoreAsync(some).WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                while (signed[next] is null)
                    next++;
                answers[next++] = answer;
            }
        }

        return answers;

        void Sign(int i)
        {
            var tools = core.TakeTools();
            signed[i] = tools.Signer.Sign(items[i], now, out var why);
            if (why is not null)
                answers[i] = Rejected(items[i], why, tools);
            core.GiveBack(tools);
        }
    }

    /// <summary>What an item would be a copy of; nothing is stored.</summary>
    public LiveAnswer Query(in LiveItem item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var tools = core.TakeTools();
        var answer = Answer(item, tools);
        core.GiveBack(tools); // not those of a question that failed
        return answer;
    }

    /// <summary>Removes all versions of an item, or takes them down (<paramref name="forget"/>): then its texts and
    /// keys are gone from store and index when the task ends.</summary>
    /// <returns>How many versions there were.</returns>
    /// <exception cref="OperationCanceledException">It took too long. It goes on all the same.</exception>
    public Task<int> RemoveAsync(string source, string id, bool forget, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<int>(cancellationToken)
            : RemoveAsync(source, id, forget).WaitAsync(cancellationToken);

    /// <summary>Makes clusters those of the batch. One at a time; articles are taken meanwhile.</summary>
    public Task<LiveSettlement> SettleAsync(CancellationToken cancellationToken) =>
        settler.SettleAsync(cancellationToken);

    /// <summary>Attaches a finished batch run that kept its keys, read-only: items are compared with its documents too,
    /// and told of those they are copies of. Cost: its keys are sorted once, to a file in the folder of the
    /// index.</summary>
    /// <param name="runDirectory">The run directory.</param>
    /// <param name="formats">The formats that its inputs are read with; null: the standard ones.</param>
    /// <exception cref="InvalidDataException">There is no such run, or it kept no keys.</exception>
    /// <exception cref="ResumeRefusedException">Its inputs changed since, or its keys are others.</exception>
    public void Attach(string runDirectory, InputFormats? formats = null) => core.Attach(runDirectory, formats);

    /// <summary>Ends when there are events after a number, of this server or another one.</summary>
    public async Task WaitForEventsAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = loop.NextChange;
            if (core.Store.Count().LastEvent > after)
                return;
            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(loop.Stop).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.Run(upkeep.Join).ConfigureAwait(false);
        core.Dispose();
        settler.Dispose();
        upkeep.Dispose();
        loop.Dispose();
        stop.Dispose();
    }

    private async Task<int> RemoveAsync(string source, string id, bool forget)
    {
        IReadOnlyList<long> removed = [];
        await loop.DoAsync(transaction => removed = LiveRemoval.Remove(core, transaction, source, id, forget))
            .ConfigureAwait(false);
        if (forget)
            await Task.Run(() => upkeep.Rewrite(removed), CancellationToken.None).ConfigureAwait(false);
        return removed.Count;
    }

    private LiveAnswer Answer(in LiveItem item, LiveTools tools)
    {
        var now = core.Options.Clock.GetUtcNow();
        if (tools.Signer.Sign(item, now, out var why) is not { } signed)
            return Rejected(item, why!, tools);
        var view = new LiveView(core, pending: null);
        var window = new LiveWindow(core.Options, now);
        var matches = core.Guarded(() => tools.Matcher.Match(signed, view, window));
        var decision = new LiveDecider(core.Options.Dedupe, tools.Matcher).Decide(signed, matches, core.HeadOf);
        decision = decision with
        {
            Label = ItemLabel.Of(item.Document.Title.Span, item.Document.Status.Span),
            Current = CurrentOf(decision.Representative?.Article),
        };
        return new LiveAnswer
        {
            Relation = matches is [var best, ..] ? best.Pair.Relation : Relation.None,
            Cluster = decision.Cluster,
            Json = tools.Answers.Write(signed.Article, decision, core.Missing == 0, now),
        };
    }

    private LiveArticle? CurrentOf(LiveArticle? representative)
    {
        if (representative is null)
            return null;
        var (source, id) = ItemVersions.NameOf(representative.Document);
        return ItemVersions.Latest(representative, core.Store.ReadItem(source, id));
    }

    private static LiveAnswer Rejected(in LiveItem item, Rejection rejection, LiveTools tools) => new()
    {
        Rejection = rejection,
        Json = tools.Answers.WriteRejection(item.Document, rejection),
    };
}
