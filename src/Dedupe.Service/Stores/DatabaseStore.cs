using System.Collections.Concurrent;
using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>
/// A store in a database, and what the service asks it beside: what reading has in common. Each call has a connection
/// of its own, and gives it back to be used again.
/// </summary>
internal abstract class DatabaseStore : ILiveStore
{
    // Clusters that are looked at together where names are asked for.
    private const int ClustersAtOnce = 500;

    // Databases have room for some connections, not for as many as there are callers.
    private const int MostConnections = 16;

    private readonly ConcurrentBag<StoreReader> idle = [];
    private readonly SemaphoreSlim places = new(MostConnections);
    private volatile bool isDisposed;

    /// <inheritdoc/>
    public abstract Guid Identity { get; }

    /// <inheritdoc/>
    public abstract ILiveTransaction Begin(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public LiveCounts Count() => Read(static reader => reader.Head().Counts);

    /// <inheritdoc/>
    public LiveArticle?[] Read(ReadOnlySpan<long> numbers)
    {
        if (numbers.IsEmpty)
            return [];
        var wanted = numbers.ToArray();
        return Read(reader => reader.Read(wanted));
    }

    /// <inheritdoc/>
    public IEnumerable<LiveArticle> ReadAfter(long after, DateTimeOffset? arrivedSince = null)
    {
        if (arrivedSince is { } since)
            after = Math.Max(after, Read(reader => reader.Before(since)));
        for (var isLast = after == long.MaxValue; !isLast;)
        {
            var from = after;
            var chunk = Read(reader => reader.ReadAfter(from, arrivedSince));
            foreach (var article in chunk.Articles)
                yield return article;
            isLast = chunk.IsLast;
            if (!isLast)
                after = chunk.Articles[^1].Number;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LiveArticle> ReadItem(string source, string id) => Read(reader => reader.ReadItem(source, id));

    /// <summary>The versions of all items that have an id, whatever their source.</summary>
    public IReadOnlyList<LiveArticle> ReadItems(string id) => Read(reader => reader.ReadItems(id));

    /// <inheritdoc/>
    public DateTimeOffset? ReadNextRelease() => Read(static reader => reader.NextRelease());

    /// <inheritdoc/>
    public IEnumerable<(long Article, LiveState State)> ReadAbsent() =>
        Rows(static reader => reader.Absent());

    /// <inheritdoc/>
    public IEnumerable<LiveMember> ReadMembers() => Rows(static reader => reader.Members());

    /// <inheritdoc/>
    public (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? ReadCluster(long number) =>
        Read(reader => reader.ReadCluster(number));

    /// <summary>The present versions of the items that a cluster's members are of, where an item has several: the
    /// article that is a member, another article of its item, and that one's version in UTF-8. No order.</summary>
    public IReadOnlyList<(long Member, long Other, ReadOnlyMemory<byte> Version)> ReadOtherVersions(long cluster) =>
        Read(reader => reader.ReadOtherVersions(cluster));

    /// <summary>Clusters, those with the highest numbers first.</summary>
    public IReadOnlyList<LiveCluster> ReadClusters(ClusterQuery query)
    {
        var before = query.Before ?? long.MaxValue;
        if (query.Source is null && query.Text is null)
            return Read(reader => reader.ReadClusters(before, query.Since, query.Limit));

        var found = new List<LiveCluster>();
        while (found.Count < query.Limit)
        {
            var filter = new ClusterFilter(query);
            Read(reader =>
            {
                filter.Clear();
                using var row = reader.NamedClusters(before, query.Since, ClustersAtOnce);
                while (row.Read())
                    filter.Add(row);
                return filter;
            });
            found.AddRange(filter.Matches.Take(query.Limit - found.Count));
            if (filter.Seen < ClustersAtOnce)
                break;
            before = filter.Last;
        }

        return found;
    }

    /// <inheritdoc/>
    public IReadOnlyList<LivePair> ReadPairs(long article) => Read(reader => reader.ReadPairs(article));

    /// <inheritdoc/>
    public IReadOnlyList<LiveEvent> ReadEvents(long after, int limit) =>
        Read(reader => reader.ReadEvents(after, limit));

    /// <inheritdoc/>
    public LiveEvent? ReadLastEvent(LiveEventKind kind) => Read(reader => reader.ReadLastEvent(kind));

    /// <inheritdoc/>
    public void Dispose()
    {
        isDisposed = true;
        CloseIdle();
        Closed();
    }

    /// <summary>Opens one more connection that reads.</summary>
    protected abstract StoreReader Open();

    /// <summary>Closes what else is open.</summary>
    protected abstract void Closed();

    /// <summary>Tries again what passes by itself.</summary>
    protected abstract T Again<T>(Func<T> action);

    /// <summary>Reads by a connection that nobody else uses meanwhile.</summary>
    protected T Read<T>(Func<StoreReader, T> question) => Again(() =>
    {
        var reader = Take();
        var answer = Run(reader, () => question(reader));
        Give(reader, isSound: true);
        return answer;
    });

    // Until the first row is there it is tried again; after it whoever reads would see rows twice.
    private IEnumerable<T> Rows<T>(Func<StoreReader, IEnumerable<T>> question)
    {
        var (reader, rows, isMore) = Again(() =>
        {
            var taken = Take();
            return Run(taken, () =>
            {
                var asked = question(taken).GetEnumerator();
                return (taken, asked, asked.MoveNext());
            });
        });
        var isWhole = false;
        try
        {
            for (Func<bool> next = rows.MoveNext; isMore; isMore = reader.Link.Run(next))
                yield return rows.Current;
            isWhole = true;
        }
        finally
        {
            rows.Dispose();
            Give(reader, isWhole);
        }
    }

    // What a connection fails at, others may fail at too: the server was stopped. None of them is used again.
    private T Run<T>(StoreReader reader, Func<T> action)
    {
        try
        {
            return reader.Link.Run(action);
        }
        catch
        {
            Give(reader, isSound: false);
            CloseIdle();
            throw;
        }
    }

    private StoreReader Take()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        places.Wait();
        try
        {
            return idle.TryTake(out var reader) ? reader : Open();
        }
        catch
        {
            places.Release();
            throw;
        }
    }

    private void Give(StoreReader reader, bool isSound)
    {
        if (isSound && !isDisposed)
            idle.Add(reader);
        else
            reader.Dispose();
        places.Release();
        if (isDisposed)
            CloseIdle();
    }

    private void CloseIdle()
    {
        while (idle.TryTake(out var reader))
            reader.Dispose();
    }
}
