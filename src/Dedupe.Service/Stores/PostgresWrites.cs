using System.Text;
using Dedupe.Live;
using Npgsql;

namespace Dedupe.Service.Stores;

/// <summary>What a transaction has written and not yet sent.</summary>
internal sealed class PostgresWrites
{
    private readonly List<LiveArticle> articles = [];
    private readonly List<LivePair> pairs = [];
    private readonly List<LiveEvent> events = [];
    private readonly Dictionary<long, LiveCluster?> clusters = [];
    private readonly Dictionary<long, LiveMember?> members = [];

    /// <summary>An article.</summary>
    public void Add(LiveArticle article) => articles.Add(article);

    /// <summary>A pair.</summary>
    public void Add(in LivePair pair) => pairs.Add(pair);

    /// <summary>An event.</summary>
    public void Add(LiveEvent happened) => events.Add(happened);

    /// <summary>A cluster as it is now; null when it is deleted.</summary>
    public void Put(long number, LiveCluster? cluster) => clusters[number] = cluster;

    /// <summary>Where an article is now; null when it is nowhere.</summary>
    public void Put(long article, LiveMember? member) => members[article] = member;

    /// <summary>The versions of an item that wait here, in order of their numbers.</summary>
    public IEnumerable<LiveArticle> Items(string source, string id)
    {
        byte[] from = Encoding.UTF8.GetBytes(source), name = Encoding.UTF8.GetBytes(id);
        return articles.Where(article => article.Document.Id.Span.SequenceEqual(name)
            && article.Document.Source.Span.SequenceEqual(from));
    }

    /// <summary>A cluster as it will be, from what the database has of it.</summary>
    public (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? Over(
        long number, (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? stored)
    {
        if (clusters.Count + members.Count == 0)
            return stored;
        var cluster = clusters.TryGetValue(number, out var put) ? put : stored?.Cluster;
        if (cluster is null)
            return null;
        return (cluster,
        [
            .. (stored?.Members ?? []).Where(member => !members.ContainsKey(member.Article))
                .Concat(members.Values.OfType<LiveMember>().Where(member => member.Cluster == number))
                .OrderBy(static member => member.Rank).ThenBy(static member => member.Article),
        ]);
    }

    /// <summary>Sends it: many rows of a table at once, and all others in one turn.</summary>
    /// <param name="connection">Where it is sent.</param>
    /// <param name="rest">Statements that are sent behind it in the same turn.</param>
    public void Send(NpgsqlConnection connection, Action<NpgsqlBatch>? rest = null)
    {
        using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var article in articles)
        {
            if (PostgresSchema.PartFor(article.Number) is { } part)
            {
                using var command = new NpgsqlCommand(part, connection);
                command.ExecuteNonQuery();
            }
        }

        PostgresTable.Articles.Add(connection, batch, [.. articles.Select(ArticleRow.Values)]);
        PostgresTable.Texts.Add(connection, batch, [.. articles.Select(static article =>
            new object?[] { article.Number, ArticleRow.Stored(article.Document.Text) })]);
        PostgresTable.Pairs.Add(connection, batch, [.. pairs.Select(static pair => StoreRows.Values(pair))]);
        PostgresTable.Events.Add(connection, batch, [.. events.Select(StoreRows.Values)]);
        AddMembers(batch);
        AddClusters(batch);
        rest?.Invoke(batch);
        Clear();
        if (batch.BatchCommands.Count > 0)
            batch.ExecuteNonQuery();
    }

    /// <summary>Forgets it.</summary>
    public void Clear()
    {
        articles.Clear();
        pairs.Clear();
        events.Clear();
        clusters.Clear();
        members.Clear();
    }

    private void AddMembers(NpgsqlBatch batch)
    {
        long[] gone = [.. members.Where(static member => member.Value is null).Select(static member => member.Key)];
        if (gone.Length > 0)
            PostgresLink.Add(batch, "DELETE FROM members WHERE article = ANY($1)", gone);
        LiveMember[] put = [.. members.Values.OfType<LiveMember>()];
        if (put.Length == 0)
            return;
        PostgresLink.Add(
            batch,
            $"""
            INSERT INTO members ({StoreRows.Member}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (article) DO UPDATE SET cluster = EXCLUDED.cluster, rank = EXCLUDED.rank,
              relation = EXCLUDED.relation, from_first = EXCLUDED.from_first, jaccard = EXCLUDED.jaccard,
              containment = EXCLUDED.containment, coverage = EXCLUDED.coverage,
              prose_coverage = EXCLUDED.prose_coverage
            """,
            Array.ConvertAll(put, static member => member.Article),
            Array.ConvertAll(put, static member => member.Cluster),
            Array.ConvertAll(put, static member => member.Rank),
            Array.ConvertAll(put, static member => (short)member.Relation),
            Array.ConvertAll(put, static member => (short)(member.IsFromRepresentative ? 1 : 0)),
            Array.ConvertAll(put, static member => member.Jaccard),
            Array.ConvertAll(put, static member => member.Containment),
            Array.ConvertAll(put, static member => member.Coverage),
            Array.ConvertAll(put, static member => member.ProseCoverage));
    }

    // How many there are is kept in the row that every transaction changes.
    private void AddClusters(NpgsqlBatch batch)
    {
        long[] gone =
            [.. clusters.Where(static cluster => cluster.Value is null).Select(static cluster => cluster.Key)];
        if (gone.Length > 0)
        {
            PostgresLink.Add(
                batch,
                """
                WITH gone AS (DELETE FROM clusters WHERE number = ANY($1) RETURNING number)
                UPDATE store SET clusters = clusters - (SELECT count(*) FROM gone)
                """,
                gone);
        }

        LiveCluster[] put = [.. clusters.Values.OfType<LiveCluster>()];
        if (put.Length == 0)
            return;
        PostgresLink.Add(
            batch,
            $"""
            WITH put AS (
              INSERT INTO clusters ({StoreRows.Cluster}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
              ON CONFLICT (number) DO UPDATE SET id = EXCLUDED.id, reason = EXCLUDED.reason, size = EXCLUDED.size,
                settled = EXCLUDED.settled, changed = EXCLUDED.changed
              RETURNING xmax = 0 AS is_new)
            UPDATE store SET clusters = clusters + (SELECT count(*) FROM put WHERE is_new)
            """,
            Array.ConvertAll(put, static cluster => cluster.Number),
            Array.ConvertAll(put, static cluster => cluster.Id),
            Array.ConvertAll(put, static cluster => cluster.Reason),
            Array.ConvertAll(put, static cluster => cluster.Size),
            Array.ConvertAll(put, static cluster => (short)(cluster.IsSettled ? 1 : 0)),
            Array.ConvertAll(put, static cluster => cluster.ChangedAt.UtcTicks));
    }
}
