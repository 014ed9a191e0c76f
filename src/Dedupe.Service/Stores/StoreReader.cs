using System.Data.Common;
using System.Text;
using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>Reads what is stored over one connection; each call sees whole transactions.</summary>
internal abstract class StoreReader(StoreLink link) : IDisposable
{
    /// <summary>The connection.</summary>
    public StoreLink Link => link;

    /// <summary>Asks for what the store holds; <see cref="Head(DbDataReader)"/> reads the answer.</summary>
    public const string HeadQuery =
        "SELECT articles, last_article, clusters, last_event, commits, (SELECT max(version) FROM versions) FROM store";

    /// <summary>Asks for all members.</summary>
    protected const string MembersQuery = $"SELECT {StoreRows.Member} FROM members";

    /// <summary>How many columns the answer has.</summary>
    public const int HeadColumns = 6;

    /// <summary>What the store holds.</summary>
    public StoreHead Head() => link.List(HeadQuery, Head)[0];

    /// <summary>Reads the answer to <see cref="HeadQuery"/>.</summary>
    public static StoreHead Head(DbDataReader row) =>
        new(
            new LiveCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
            row.GetInt64(4), row.GetInt64(5));

    /// <summary>See <see cref="ILiveStore.Read"/>.</summary>
    public abstract LiveArticle?[] Read(long[] numbers);

    /// <summary>The next articles after a number.</summary>
    public abstract ArticleChunk ReadAfter(long after, DateTimeOffset? arrivedSince);

    /// <summary>The number before the first article that came at a time or later.</summary>
    public long Before(DateTimeOffset arrived) => link.List(
        "SELECT min(number + 0) FROM articles WHERE arrived >= $1",
        static row => row.IsDBNull(0) ? long.MaxValue : row.GetInt64(0) - 1,
        arrived.UtcTicks)[0];

    /// <summary>See <see cref="ILiveStore.ReadItem"/>.</summary>
    public IReadOnlyList<LiveArticle> ReadItem(string source, string id)
    {
        byte[] name = Encoding.UTF8.GetBytes(id), from = Encoding.UTF8.GetBytes(source);
        var key = ItemKey.Of(from, name);
        return
        [
            .. ReadKeys(key, key)
                .Where(article => article.Document.Id.Span.SequenceEqual(name)
                    && article.Document.Source.Span.SequenceEqual(from)),
        ];
    }

    /// <summary>See <see cref="DatabaseStore.ReadItems"/>.</summary>
    public IReadOnlyList<LiveArticle> ReadItems(string id)
    {
        var name = Encoding.UTF8.GetBytes(id);
        var (first, last) = ItemKey.OfId(name);
        return [.. ReadKeys(first, last).Where(article => article.Document.Id.Span.SequenceEqual(name))];
    }

    /// <summary>See <see cref="ILiveStore.ReadNextRelease"/>.</summary>
    public DateTimeOffset? NextRelease() => link.List(
        "SELECT min(embargo) FROM articles WHERE embargo > (SELECT released FROM store) AND embargo > arrived",
        static row => row.IsDBNull(0) ? (DateTimeOffset?)null : ArticleRow.Time(row.GetInt64(0)))[0];

    /// <summary>See <see cref="ILiveTransaction.Release"/>; what is told is noted.</summary>
    public IReadOnlyList<long> Release(DateTimeOffset until)
    {
        var ended = link.List(
            """
            SELECT a.number, a.embargo, s.article FROM articles a LEFT JOIN absent s ON s.article = a.number
            WHERE a.embargo > (SELECT released FROM store) AND a.embargo <= $1 AND a.embargo > a.arrived
            ORDER BY a.number
            """,
            static row => (Number: row.GetInt64(0), End: row.GetInt64(1), IsPresent: row.IsDBNull(2)),
            until.UtcTicks);
        if (ended.Count > 0)
            link.Execute("UPDATE store SET released = $1", ended.Max(static one => one.End));
        return [.. ended.Where(static one => one.IsPresent).Select(static one => one.Number)];
    }

    /// <summary>See <see cref="ILiveStore.ReadAbsent"/>.</summary>
    public IEnumerable<(long Article, LiveState State)> Absent()
    {
        using var row = link.Query("SELECT article, state FROM absent");
        while (row.Read())
            yield return (row.GetInt64(0), (LiveState)row.GetInt16(1));
    }

    /// <summary>See <see cref="ILiveStore.ReadMembers"/>.</summary>
    public virtual IEnumerable<LiveMember> Members()
    {
        using var row = link.Query(MembersQuery);
        while (row.Read())
            yield return StoreRows.ReadMember(row);
    }

    /// <summary>See <see cref="ILiveStore.ReadCluster"/>.</summary>
    public (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? ReadCluster(long number)
    {
        using var row = link.Query(
            """
            SELECT c.number, c.id, c.reason, c.size, c.settled, c.changed, m.article, m.cluster, m.rank, m.relation,
              m.from_first, m.jaccard, m.containment, m.coverage, m.prose_coverage
            FROM clusters c LEFT JOIN members m ON m.cluster = c.number WHERE c.number = $1 ORDER BY m.rank, m.article
            """,
            number);
        LiveCluster? cluster = null;
        var members = new List<LiveMember>();
        while (row.Read())
        {
            cluster ??= StoreRows.ReadCluster(row);
            if (!row.IsDBNull(6))
                members.Add(StoreRows.ReadMember(row, 6));
        }

        return cluster is null ? null : (cluster, members);
    }

    /// <summary>See <see cref="DatabaseStore.ReadOtherVersions"/>.</summary>
    public IReadOnlyList<(long Member, long Other, ReadOnlyMemory<byte> Version)> ReadOtherVersions(long cluster) =>
        link.List(
            """
            SELECT m.article, o.number, o.version
            FROM members m JOIN articles a ON a.number = m.article
            JOIN articles o ON o.key = a.key AND o.number <> a.number AND o.id = a.id
              AND o.source IS NOT DISTINCT FROM a.source
            LEFT JOIN absent s ON s.article = o.number
            WHERE m.cluster = $1 AND s.article IS NULL
            """,
            static row => (row.GetInt64(0), row.GetInt64(1), (ReadOnlyMemory<byte>)ArticleRow.Bytes(row, 2)), cluster);

    /// <summary>Clusters, those with the highest numbers first, whatever their articles.</summary>
    public List<LiveCluster> ReadClusters(long before, DateTimeOffset? since, int limit) => link.List(
        $"""
        SELECT {StoreRows.Cluster} FROM clusters WHERE number < $1 AND changed >= $2 ORDER BY number DESC LIMIT $3
        """,
        StoreRows.ReadCluster, before, since?.UtcTicks ?? 0L, limit);

    /// <summary>The same, with source and title of each member: a row each, those of a cluster together.</summary>
    public DbDataReader NamedClusters(long before, DateTimeOffset? since, int limit) => link.Query(
        $"""
        SELECT c.number, c.id, c.reason, c.size, c.settled, c.changed, a.source, a.title
        FROM (SELECT {StoreRows.Cluster} FROM clusters WHERE number < $1 AND changed >= $2
              ORDER BY number DESC LIMIT $3) c
        LEFT JOIN members m ON m.cluster = c.number LEFT JOIN articles a ON a.number = m.article
        ORDER BY c.number DESC
        """,
        before, since?.UtcTicks ?? 0L, limit);

    /// <summary>See <see cref="ILiveStore.ReadPairs"/>.</summary>
    public IReadOnlyList<LivePair> ReadPairs(long article) =>
    [
        .. link.List(
            $"""
            SELECT {StoreRows.Pair} FROM pairs WHERE article = $1
            UNION ALL SELECT {StoreRows.Pair} FROM pairs WHERE other = $1
            """,
            StoreRows.ReadPair, article).OrderBy(pair => pair.Article == article ? pair.Other : pair.Article),
    ];

    /// <summary>See <see cref="ILiveStore.ReadEvents"/>.</summary>
    public IReadOnlyList<LiveEvent> ReadEvents(long after, int limit) => link.List(
        $"SELECT {StoreRows.Event} FROM events WHERE number > $1 ORDER BY number LIMIT $2",
        StoreRows.ReadEvent, after, limit);

    /// <summary>See <see cref="ILiveStore.ReadLastEvent"/>. The kind stands in the statement, so that the index of
    /// settlements serves: a store of a million articles that was never settled has more events.</summary>
    public LiveEvent? ReadLastEvent(LiveEventKind kind) => link.List(
        $"SELECT {StoreRows.Event} FROM events WHERE kind = {(short)kind} ORDER BY number DESC LIMIT 1",
        StoreRows.ReadEvent).FirstOrDefault();

    /// <inheritdoc/>
    public void Dispose() => link.Dispose();

    /// <summary>The articles whose key is in a range, in order of their numbers.</summary>
    protected abstract IReadOnlyList<LiveArticle> ReadKeys(long first, long last);
}
