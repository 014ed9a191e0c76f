using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>A transaction on a file of SQLite. What is written goes to the connection at once.</summary>
internal sealed class SqliteLiveTransaction : ILiveTransaction
{
    private readonly SqliteLink link;
    private readonly SemaphoreSlim turn;
    private readonly SqliteReader reader;
    private readonly HashSet<long> shrunk = [];
    private LiveCounts counts;
    private bool isCommitted;
    private bool isDisposed;
    private bool forgets;

    /// <summary>Takes over what was begun.</summary>
    /// <param name="link">The connection that began.</param>
    /// <param name="turn">Given back at the end.</param>
    public SqliteLiveTransaction(SqliteLink link, SemaphoreSlim turn)
    {
        (this.link, this.turn) = (link, turn);
        reader = new SqliteReader(link, isInTransaction: true);
        try
        {
            var head = link.Run(reader.Head);
            head.Require(SqliteSchema.Current);
            counts = head.Counts;
        }
        catch
        {
            link.Execute("ROLLBACK");
            throw;
        }
    }

    /// <inheritdoc/>
    public long LastArticle => counts.LastArticle;

    /// <inheritdoc/>
    public long LastEvent => counts.LastEvent;

    /// <inheritdoc/>
    public IReadOnlyList<LiveArticle> ReadAfter(long after) => link.Run(() =>
    {
        var articles = new List<LiveArticle>();
        for (var isLast = after >= LastArticle; !isLast; after = LastOf(articles, after))
        {
            var chunk = reader.ReadAfter(after, arrivedSince: null);
            articles.AddRange(chunk.Articles);
            isLast = chunk.IsLast;
        }

        return articles;
    });

    /// <inheritdoc/>
    public IReadOnlyList<LiveEvent> ReadEvents(long after) => link.Run(() => reader.ReadEvents(after, int.MaxValue));

    /// <inheritdoc/>
    public IReadOnlyList<LiveArticle> ReadItem(string source, string id) => link.Run(() => reader.ReadItem(source, id));

    /// <inheritdoc/>
    public (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? ReadCluster(long number) =>
        link.Run(() => reader.ReadCluster(number));

    /// <inheritdoc/>
    public void Add(LiveArticle article)
    {
        if (article.Number != LastArticle + 1)
            throw new ArgumentException($"The next number is {LastArticle + 1}.", nameof(article));
        var part = SqliteSchema.PartOf(article.Number);
        if (SqliteSchema.ArticlesOf(part).First == article.Number)
            Execute($"CREATE TABLE {SqliteSchema.TextsOfPart(part)} (number INTEGER PRIMARY KEY, text BLOB)");
        Execute(
            "INSERT INTO articles VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
            ArticleRow.Values(article));
        Execute(
            $"INSERT INTO {link.TextsOf(article.Number)} VALUES ($1, $2)",
            article.Number, ArticleRow.Stored(article.Document.Text));
        counts = counts with { Articles = counts.Articles + 1, LastArticle = article.Number };
        if (article.State != LiveState.Present)
            SetState(article.Number, article.State);
    }

    /// <inheritdoc/>
    public void Add(in LivePair pair) =>
        Execute("INSERT INTO pairs VALUES ($1, $2, $3, $4, $5, $6)", StoreRows.Values(pair));

    /// <inheritdoc/>
    public long Add(LiveEvent happened)
    {
        Execute(
            "INSERT INTO events VALUES ($1, $2, $3, $4, $5, $6)",
            StoreRows.Values(happened with { Number = LastEvent + 1 }));
        counts = counts with { LastEvent = LastEvent + 1 };
        return LastEvent;
    }

    /// <inheritdoc/>
    public void Put(LiveCluster cluster)
    {
        var values = StoreRows.Values(cluster);
        if (Execute(
            "UPDATE clusters SET id = $2, reason = $3, size = $4, settled = $5, changed = $6 WHERE number = $1",
            values) > 0)
            return;
        Execute("INSERT INTO clusters VALUES ($1, $2, $3, $4, $5, $6)", values);
        counts = counts with { Clusters = counts.Clusters + 1 };
    }

    /// <inheritdoc/>
    public void DeleteCluster(long number) => counts = counts with
    {
        Clusters = counts.Clusters - Execute("DELETE FROM clusters WHERE number = $1", number),
    };

    /// <inheritdoc/>
    public void Put(in LiveMember member) => Execute(
        "INSERT OR REPLACE INTO members VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", StoreRows.Values(member));

    /// <inheritdoc/>
    public void DeleteMember(long article) => Execute("DELETE FROM members WHERE article = $1", article);

    /// <inheritdoc/>
    public void SetState(long article, LiveState state)
    {
        if (article < 1 || article > LastArticle)
            throw new ArgumentException("There is no such article.", nameof(article));
        var before = (LiveState)Number("SELECT coalesce((SELECT state FROM absent WHERE article = $1), 0)", article);
        if (before == state || before == LiveState.Forgotten)
            return;
        if (before == LiveState.Expired && state != LiveState.Forgotten)
            throw new ArgumentException("The text is gone.", nameof(state));
        counts = counts with
        {
            Articles = counts.Articles
                - (before == LiveState.Present ? 1 : 0) + (state == LiveState.Present ? 1 : 0),
        };
        if (state == LiveState.Present)
        {
            Execute("DELETE FROM absent WHERE article = $1", article);
            return;
        }

        Execute("INSERT OR REPLACE INTO absent VALUES ($1, $2)", article, (int)state);
        if (!ArticleRow.HasText(state) && ArticleRow.HasText(before))
            DropText(article);
        if (state == LiveState.Forgotten)
            Forget(article);
    }

    /// <inheritdoc/>
    public IReadOnlyList<long> Release(DateTimeOffset until) => link.Run(() => reader.Release(until));

    /// <inheritdoc/>
    public void Commit()
    {
        foreach (var part in shrunk)
            DropIfEmpty(part);
        Execute(
            "UPDATE store SET commits = commits + 1, articles = $1, last_article = $2, clusters = $3, last_event = $4",
            counts.Articles, counts.LastArticle, counts.Clusters, counts.LastEvent);
        Execute("COMMIT");
        isCommitted = true;
        link.OwesEmptying |= forgets;
        link.EmptyLog();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        try
        {
            if (!isCommitted)
                link.Run(() => link.Execute("ROLLBACK"));
        }
        catch (LiveStoreException)
        {
            // SQLite has taken it back by itself, as it does when there is no room.
        }
        finally
        {
            turn.Release();
        }
    }

    private static long LastOf(List<LiveArticle> articles, long after) =>
        articles.Count == 0 ? after : articles[^1].Number;

    private void DropText(long article)
    {
        // As many zeros, so that the row stays where it is; see SqliteSchema.
        Execute(
            $"UPDATE {link.TextsOf(article)} SET text = zeroblob(length(text)) WHERE number = $1 AND text IS NOT NULL",
            article);
        Execute("DELETE FROM pairs WHERE article = $1 OR other = $1", article);
        shrunk.Add(SqliteSchema.PartOf(article));
    }

    private void DropIfEmpty(long part)
    {
        var (first, last) = SqliteSchema.ArticlesOf(part);
        if (last <= LastArticle && last - first + 1 == Number(
            "SELECT count(*) FROM absent WHERE article BETWEEN $1 AND $2 AND state IN (1, 3)", first, last))
            Execute($"DROP TABLE IF EXISTS {SqliteSchema.TextsOfPart(part)}");
    }

    private void Forget(long article)
    {
        Execute(
            """
            UPDATE articles SET title = zeroblob(length(title)), url = zeroblob(length(url)),
              answer = zeroblob(length(answer)) WHERE number = $1
            """,
            article);
        forgets = true;
    }

    private int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        var command = link.Command(sql, values);
        return link.Run(command.ExecuteNonQuery);
    }

    private long Number(string sql, params ReadOnlySpan<object?> values)
    {
        var list = values.ToArray();
        return link.Run(() => link.Number(sql, list));
    }
}
