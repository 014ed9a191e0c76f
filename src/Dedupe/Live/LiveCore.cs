using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using Dedupe.Normalization;
using Dedupe.Signing;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Live;

/// <summary>
/// What the threads of a live index have in common: store, postings, clusters, and what they work with.
/// </summary>
internal sealed class LiveCore : IDisposable
{
    private const int SegmentLayout = 2;

    // Several threads may find one damage; whoever comes late finds it taken out.
    private const int MostTries = 100;

    private readonly CreditBook credits;
    private readonly ConcurrentBag<LiveTools> idle = [];
    private readonly ConcurrentQueue<long> traces = [];
    private long missing;

    /// <summary>Opens the index of a store.</summary>
    /// <exception cref="LiveStoreException">The store cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public LiveCore(ILiveStore store, LiveOptions options)
    {
        (Store, Options) = (store, options);
        credits = CreditBook.With(options.Dedupe.Normalization.AgenciesFile);
        var counts = store.Count();
        var keys = new PostingKeys(BandingPlan.Of(options.Dedupe).Bands);
        Index = new PostingIndex(options.Folder!, Stamp(), keys, counts.LastArticle)
        {
            TailSize = options.TailArticles,
        };
        Clusters = new ClusterTable(Index.Facts);
        Maker = new SegmentMaker(store, Index, options.Dedupe, credits);
        Writer = new LiveWriter(this) { LastArticle = counts.LastArticle, LastEvent = counts.LastEvent };
        try
        {
            Load(counts);
        }
        catch
        {
            Index.Dispose(); // or the folder stays somebody's
            throw;
        }
    }

    /// <summary>The store.</summary>
    public ILiveStore Store { get; }

    /// <summary>The options.</summary>
    public LiveOptions Options { get; }

    /// <summary>The postings.</summary>
    public PostingIndex Index { get; }

    /// <summary>The clusters.</summary>
    public ClusterTable Clusters { get; }

    /// <summary>Archives that are attached.</summary>
    public IReadOnlyList<LiveArchive> Archives { get; private set; } = [];

    /// <summary>Makes postings anew.</summary>
    public SegmentMaker Maker { get; }

    /// <summary>Stores articles; the writer's thread alone uses it.</summary>
    public LiveWriter Writer { get; }

    /// <summary>Articles that the index does not find, because their postings are made anew.</summary>
    public long Missing => Interlocked.Read(ref missing);

    /// <summary>Told when there is work for the upkeep.</summary>
    public Action WorkToDo { get; set; } = static () => { };

    /// <summary>Tools for one thread; to be given back.</summary>
    public LiveTools TakeTools() => idle.TryTake(out var tools) ? tools : NewTools();

    /// <summary>Gives tools back.</summary>
    public void GiveBack(LiveTools tools) => idle.Add(tools);

    /// <summary>Tools for a thread of its own.</summary>
    public LiveTools NewTools() => new(Options.Dedupe, credits, Index.Keys);

    /// <summary>What is known of a cluster; null for an unknown one.</summary>
    public ClusterHead? HeadOf(long cluster)
    {
        Index.Gate.EnterReadLock();
        try
        {
            return Clusters.Heads.TryGetValue(cluster, out var head) ? head : null;
        }
        finally
        {
            Index.Gate.ExitReadLock();
        }
    }

    /// <summary>Looks something up. A segment that turns out to be damaged is taken out; it is made anew, and what it
    /// had is missing meanwhile.</summary>
    /// <exception cref="PartDamageException">What is damaged is no segment of the index.</exception>
    public T Guarded<T>(Func<T> look)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return look();
            }
            catch (PartDamageException damage) when (tries < MostTries)
            {
                Drop(damage.Path);
            }
        }
    }

    /// <summary>The keys of an article that was taken down may stand in a segment: it is to be written again.</summary>
    public void AddTrace(long article) => traces.Enqueue(article);

    /// <summary>The articles whose traces are to be removed.</summary>
    public List<long> TakeTraces()
    {
        var taken = new List<long>();
        while (traces.TryDequeue(out var article))
            taken.Add(article);
        return taken;
    }

    /// <summary>Attaches an archive; see <see cref="LiveIndex.Attach"/>.</summary>
    public void Attach(string runDirectory, InputFormats? formats)
    {
        var first = Archives is [.., var last] ? last.EndNumber : LiveArchive.FirstNumber;
        var archive = LiveArchive.Open(runDirectory, formats, first, Index.Keys, Options);
        Index.Gate.EnterWriteLock();
        Archives = [.. Archives, archive];
        Index.Gate.ExitWriteLock();
    }

    /// <summary>Takes a damaged segment out.</summary>
    public void Drop(string path)
    {
        Interlocked.Add(ref missing, Index.Drop(path));
        WorkToDo();
    }

    /// <summary>Makes anew what is missing. The upkeep's thread alone does this.</summary>
    public void Repair(CancellationToken cancellationToken)
    {
        Index.Gate.EnterReadLock();
        var gaps = Index.Gaps(Index.FirstInMemory > 0 ? Index.FirstInMemory - 1 : Writer.LastArticle);
        Index.Gate.ExitReadLock();
        foreach (var (from, to) in gaps)
            Maker.ToSegments(from, to, cancellationToken);
    }

    /// <summary>Takes up clusters and states for what was made anew. The writer's thread alone does this.</summary>
    public void EndRepair()
    {
        Index.Gate.EnterWriteLock();
        RemoveAbsent();
        Clusters.Heads.Clear();
        Clusters.Load(Store.ReadMembers());
        var isWhole = Index.Gaps(Index.FirstInMemory > 0 ? Index.FirstInMemory - 1 : Writer.LastArticle).Count == 0;
        Index.Gate.ExitWriteLock();
        if (isWhole)
            Interlocked.Exchange(ref missing, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Index.Dispose();
        foreach (var archive in Archives)
            archive.Dispose();
    }

    private UInt128 Stamp() => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(
        $"live {SegmentLayout}\n{Store.Identity}\n{HashFamily.Version}\n{Options.Dedupe.Threshold:R}\n"
            + $"{Options.Dedupe.ShingleSize}\n{Options.Dedupe.NearOnly}\n{Options.Dedupe.Signing}\n"
            + $"{Options.Dedupe.Normalization}"));

    private void Load(in LiveCounts counts)
    {
        foreach (var (first, last) in Index.Gaps(counts.LastArticle))
        {
            // The latest are signed at once, what is missing otherwise in the background.
            if (last == counts.LastArticle && last - first < 2L * Options.TailArticles)
                Maker.ToTail(first, last);
            else
                missing += last - first + 1;
        }

        RemoveAbsent();
        Clusters.Load(Store.ReadMembers());
    }

    // A segment that was written before an article was taken down has its keys: whoever did it was killed just then,
    // or the segment was just being made.
    private void RemoveAbsent()
    {
        foreach (var (article, state) in Store.ReadAbsent())
        {
            if (state == LiveState.Forgotten && Index.Facts[article].IsPresent > 0)
                AddTrace(article);
            Index.Facts.Remove(article);
        }
    }
}
