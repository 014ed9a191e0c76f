using Dedupe.Batch;
using Dedupe.Sources;

namespace Dedupe.Live;

/// <summary>
/// Answers what an arriving article is a copy of, and keeps the answer right as more arrive. The store has what is
/// true; this holds the keys of its articles, so that the ones that share something are found, and compares with them
/// by the batch's own verifier. Answers at arrival use what is known then; <see cref="SettleAsync"/> runs the batch
/// over all articles of the window, and then clusters are those of the batch.
/// </summary>
/// <remarks>
/// Safe from any thread, until it is disposed. Articles are stored one after the other, questions are answered
/// meanwhile. It has two threads of its own: one stores, one keeps the index in order and settles by itself. Memory:
/// some 100 bytes an article, and 4 KB for each of the latest (<see cref="LiveOptions.TailArticles"/>). Several indexes
/// of one store, of other processes too, follow each other.
/// </remarks>
/// <example>
/// <code>
/// using var store = new MemoryLiveStore();
/// await using var index = LiveIndex.Open(store);
/// var answer = (await index.AddAsync([new LiveItem(new Document("post/1", body))]))[0];
/// </code>
/// </example>
public sealed class LiveIndex : IAsyncDisposable
{
    private readonly LiveCore core;
    private readonly LiveLoop loop;
    private readonly LiveSettler settler;
    private readonly LiveUpkeep upkeep;
    private readonly CancellationTokenSource stop = new();
    private readonly IndexFolder folder;
    private int isDisposed;

    private LiveIndex(ILiveStore store, LiveOptions options, IndexFolder folder)
    {
        this.folder = folder;
        core = new LiveCore(store, options);
        loop = new LiveLoop(core, stop.Token);
        settler = new LiveSettler(core, loop);
        upkeep = new LiveUpkeep(core, loop, settler, stop.Token);
    }

    /// <summary>Opens an index. What is missing of it or damaged is made anew in the background, some 50 microseconds
    /// an article; answers say <see cref="LiveAnswer.IsIncomplete"/> meanwhile. Cost: reading the members of all
    /// clusters, and what is known of each article.</summary>
    /// <param name="store">The store; it stays the caller's to close, after the index.</param>
    /// <param name="options">How texts are compared, and what is kept; null: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="LiveStoreException">The store cannot be read.</exception>
    /// <exception cref="CannotRunException">The machine lacks what the options ask for.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another index has it.</exception>
    public static LiveIndex Open(ILiveStore store, LiveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new LiveOptions();
        options.Validate();
        var taken = new IndexFolder(options.Folder);
        try
        {
            var opened = new LiveIndex(store, options with { Folder = taken.Path }, taken);
            opened.loop.Start();
            opened.upkeep.Start();
            return opened;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>How it is. Cost: a look at the store, which may fail.</summary>
    /// <exception cref="LiveStoreException">The store cannot be read.</exception>
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
                    Indexed = core.Index.Facts.Count,
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

    /// <summary>The number of the cluster that an article is in today; 0 when it is in none, or is not there. Cost:
    /// that of a table in memory.</summary>
    /// <param name="article">Its number.</param>
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

    /// <summary>
    /// Stores items. When the task ends they are committed, each with its answer, in their order; an item that cannot
    /// be compared is told in its answer and costs no other. An item that is there already, with the same version and
    /// content, is not stored again. Cost: some half a millisecond an item, and a commit for all that wait; many at
    /// once share the commit.
    /// </summary>
    /// <param name="items">The items. More than 512 are stored in several transactions: when one fails, those before it
    /// are stored.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="LiveStoreException">The store failed, or the index is being closed; sending the same items
    /// again stores none twice.</exception>
    /// <exception cref="OperationCanceledException">It was called off; what waits may be stored all the same, and the
    /// same goes for it.</exception>
    public async Task<IReadOnlyList<LiveAnswer>> AddAsync(
        IReadOnlyList<LiveItem> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        cancellationToken.ThrowIfCancellationRequested();
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
                answers[i] = LiveQuestion.Rejected(items[i], why, tools);
            core.GiveBack(tools);
        }
    }

    /// <summary>What an item would be a copy of; nothing is stored. Done on the thread that asks. Cost: some half a
    /// millisecond.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Looked at before it begins.</param>
    /// <exception cref="LiveStoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public LiveAnswer Query(in LiveItem item, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(isDisposed > 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        var tools = core.TakeTools();
        var answer = LiveQuestion.Answer(core, item, tools);
        core.GiveBack(tools); // not those of a question that failed
        return answer;
    }

    /// <summary>Removes all versions of an item: nothing is compared with them any more, and they leave their clusters.
    /// Their texts stay in the store, or are taken down. Cost of a takedown: the files of the index that have them are
    /// written again.</summary>
    /// <param name="source">The source; empty for an item without one.</param>
    /// <param name="id">Its own id.</param>
    /// <param name="forget">Takes them down: when the task ends, text, title, url, answer and keys are gone from store
    /// and index; the events of the item, and that it was there, stay.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>How many versions were removed; 0 for an unknown item, or one that was removed before.</returns>
    /// <exception cref="LiveStoreException">The store failed, or the index is being closed; nothing is
    /// removed.</exception>
    /// <exception cref="OperationCanceledException">It was called off. Once begun, it goes on all the same.</exception>
    public Task<int> RemoveAsync(
        string source, string id, bool forget = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(id);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<int>(cancellationToken)
            : RemoveNowAsync(source, id, forget).WaitAsync(cancellationToken);
    }

    /// <summary>Makes clusters those of a batch run over the articles of the window; each difference is an event.
    /// Articles are taken and questions answered meanwhile; of settlements one at a time is done. Cost: that of the
    /// run, some 30 microseconds an article and its memory, or nothing where nothing changed since the last
    /// one.</summary>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    /// <returns>What it did.</returns>
    /// <exception cref="LiveStoreException">The store failed; nothing is changed.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public Task<LiveSettlement> SettleAsync(CancellationToken cancellationToken = default) =>
        settler.SettleAsync(cancellationToken);

    /// <summary>Attaches a finished run of <c>dedupe cluster --keep-keys</c> as an archive, read-only: items are
    /// compared with its documents too, and told of those they are copies of (<see cref="AnswerArticle.Archive"/>);
    /// they join clusters of the store alone. It stays attached until the index is closed. Cost: its keys are sorted
    /// once, to a file in the folder of the index.</summary>
    /// <param name="runDirectory">The run directory. Its inputs must be where they were: texts are read from
    /// them.</param>
    /// <param name="formats">The formats that its inputs are read with; null: the standard ones.</param>
    /// <exception cref="InvalidDataException">There is no such run, it kept no keys, it was made with other options, or
    /// its inputs changed since.</exception>
    /// <exception cref="IOException">It cannot be read, or the sorted keys cannot be written.</exception>
    public void Attach(string runDirectory, InputFormats? formats = null)
    {
        ArgumentNullException.ThrowIfNull(runDirectory);
        try
        {
            core.Attach(runDirectory, formats);
        }
        catch (ResumeRefusedException refused)
        {
            throw new InvalidDataException(refused.Message, refused);
        }
    }

    /// <summary>Ends when there are events after a number: <see cref="ILiveStore.ReadEvents"/> has them. Those of other
    /// processes are known within a second.</summary>
    /// <param name="after">The number of the last event that is known; 0 for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="LiveStoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The waiting was called off.</exception>
    public async Task WaitForEventsAsync(long after, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var next = loop.NextChange;
            if (core.Store.Count().LastEvent > after)
                return;
            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stores what waits, writes the index to its folder and ends. Disposing again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) > 0)
            return;
        await Task.Run(loop.Stop).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.Run(upkeep.Join).ConfigureAwait(false);
        core.Dispose();
        settler.Dispose();
        upkeep.Dispose();
        loop.Dispose();
        stop.Dispose();
        folder.Dispose();
    }

    private async Task<int> RemoveNowAsync(string source, string id, bool forget)
    {
        IReadOnlyList<long> removed = [];
        await loop.DoAsync(transaction => removed = LiveRemoval.Remove(core, transaction, source, id, forget))
            .ConfigureAwait(false);
        if (forget)
            await Task.Run(() => upkeep.Rewrite(removed), CancellationToken.None).ConfigureAwait(false);
        return removed.Count;
    }
}
