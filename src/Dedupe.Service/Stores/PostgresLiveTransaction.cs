using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>
/// A transaction on PostgreSQL. What is written waits and is sent together. When the connection is lost, or two
/// servers stood in each other's way, it begins anew and writes the same again, as long as nobody else has written
/// meanwhile; whether a commit was done is asked first.
/// </summary>
internal sealed class PostgresLiveTransaction : ILiveTransaction
{
    private readonly PostgresWriter writer;
    private readonly PostgresWrites pending = new();
    private readonly List<Action> journal = [];
    private readonly HashSet<string> forgetful = [];
    private readonly long transaction;
    private readonly long commits;
    private LiveCounts counts;
    private bool isBroken;
    private bool isTried;
    private bool isCommitted;
    private bool isDisposed;

    /// <summary>Begins; whoever calls has the turn of the writer, and it is given back at the end.</summary>
    public PostgresLiveTransaction(PostgresWriter writer, CancellationToken cancellationToken)
    {
        this.writer = writer;
        transaction = writer.NextTransaction();
        (counts, commits, _) = writer.Patience.Do(() => writer.Begin(cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public long LastArticle => counts.LastArticle;

    /// <inheritdoc/>
    public long LastEvent => counts.LastEvent;

    /// <inheritdoc/>
    public IReadOnlyList<LiveArticle> ReadAfter(long after) => Read(reader =>
    {
        Send();
        var articles = new List<LiveArticle>();
        for (var isLast = after >= LastArticle; !isLast;)
        {
            var chunk = reader.ReadAfter(articles.Count == 0 ? after : articles[^1].Number, arrivedSince: null);
            articles.AddRange(chunk.Articles);
            isLast = chunk.IsLast;
        }

        return articles;
    });

    /// <inheritdoc/>
    public IReadOnlyList<LiveEvent> ReadEvents(long after) => Read(reader =>
    {
        Send();
        return reader.ReadEvents(after, int.MaxValue);
    });

    /// <inheritdoc/>
    public IReadOnlyList<LiveArticle> ReadItem(string source, string id) =>
        [.. Read(reader => reader.ReadItem(source, id)), .. pending.Items(source, id)];

    /// <inheritdoc/>
    public (LiveCluster Cluster, IReadOnlyList<LiveMember> Members)? ReadCluster(long number) =>
        pending.Over(number, Read(reader => reader.ReadCluster(number)));

    /// <inheritdoc/>
    public void Add(LiveArticle article)
    {
        if (article.Number != LastArticle + 1)
            throw new ArgumentException($"The next number is {LastArticle + 1}.", nameof(article));
        Write(() =>
        {
            pending.Add(article);
            counts = counts with { Articles = counts.Articles + 1, LastArticle = article.Number };
            if (article.State != LiveState.Present)
                Change(article.Number, article.State);
        });
    }

    /// <inheritdoc/>
    public void Add(in LivePair pair)
    {
        var added = pair;
        Write(() => pending.Add(added));
    }

    /// <inheritdoc/>
    public long Add(LiveEvent happened)
    {
        Write(() =>
        {
            counts = counts with { LastEvent = LastEvent + 1 };
            pending.Add(happened with { Number = LastEvent });
        });
        return LastEvent;
    }

    /// <inheritdoc/>
    public void Put(LiveCluster cluster) => Write(() => pending.Put(cluster.Number, cluster));

    /// <inheritdoc/>
    public void DeleteCluster(long number) => Write(() => pending.Put(number, (LiveCluster?)null));

    /// <inheritdoc/>
    public void Put(in LiveMember member)
    {
        var put = member;
        Write(() => pending.Put(put.Article, put));
    }

    /// <inheritdoc/>
    public void DeleteMember(long article) => Write(() => pending.Put(article, (LiveMember?)null));

    /// <inheritdoc/>
    public void SetState(long article, LiveState state)
    {
        if (article < 1 || article > LastArticle)
            throw new ArgumentException("There is no such article.", nameof(article));
        Write(() => Change(article, state));
    }

    /// <inheritdoc/>
    public IReadOnlyList<long> Release(DateTimeOffset until)
    {
        IReadOnlyList<long> released = [];
        Write(() =>
        {
            Send();
            released = new PostgresReader(writer.Link).Release(until);
        });
        return released;
    }

    /// <inheritdoc/>
    public void Commit()
    {
        try
        {
            Again(() =>
            {
                if (!isCommitted)
                    SendCommit();
                return isCommitted = true;
            });
        }
        catch (LiveStoreException error) when (isTried && PostgresFault.Passes(error))
        {
            throw new LiveStoreException(
                "The database does not answer, and it is not known whether it has stored what it was sent last: " +
                "the next transaction sees it.",
                LiveStoreFault.Unavailable,
                error);
        }

        if (forgetful.Count > 0)
            writer.Vacuum(forgetful);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        if (!isCommitted)
            writer.RollBack();
        writer.Turn.Release();
    }

    private void SendCommit()
    {
        isTried = true;
        pending.Send(writer.Link.Connection, batch =>
        {
            PostgresLink.Add(
                batch,
                "UPDATE store SET commits = commits + 1, articles = $1, last_article = $2, last_event = $3",
                counts.Articles, counts.LastArticle, counts.LastEvent);
            writer.AddMark(batch, transaction);
            PostgresLink.Add(batch, "COMMIT");
        });
    }

    private void Change(long article, LiveState state)
    {
        Send();
        var link = writer.Link;
        var before = link.List(
            "SELECT state FROM absent WHERE article = $1", static row => (LiveState)row.GetInt16(0), article)
            is [var known] ? known : LiveState.Present;
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
            link.Execute("DELETE FROM absent WHERE article = $1", article);
            return;
        }

        link.Execute(
            "INSERT INTO absent VALUES ($1, $2) ON CONFLICT (article) DO UPDATE SET state = EXCLUDED.state",
            article, (short)state);
        if (ArticleRow.HasText(state))
            return;
        if (ArticleRow.HasText(before))
        {
            link.Execute("DELETE FROM texts WHERE number = $1", article);
            link.Execute("DELETE FROM pairs WHERE article = $1 OR other = $1", article);
        }

        if (state != LiveState.Forgotten)
            return;
        link.Execute("UPDATE articles SET title = NULL, url = NULL, answer = NULL WHERE number = $1", article);
        forgetful.Add("articles");
        forgetful.Add(PostgresSchema.TextsOf(article));
    }

    private void Send() => pending.Send(writer.Link.Connection);

    private T Read<T>(Func<PostgresReader, T> question) => Again(() => question(new PostgresReader(writer.Link)));

    private void Write(Action action)
    {
        Again(() =>
        {
            action();
            return true;
        });
        journal.Add(action);
    }

    private T Again<T>(Func<T> action) => writer.Patience.Do(
        () =>
        {
            try
            {
                if (isBroken)
                    Resume();
                return writer.Link.Run(action);
            }
            catch (LiveStoreException)
            {
                isBroken = true;
                throw;
            }
        },
        CancellationToken.None);

    private void Resume()
    {
        writer.RollBack();
        var (now, commitsNow, _) = writer.Begin(CancellationToken.None);
        if (isTried && writer.Link.Run(() => writer.WasCommitted(transaction)))
        {
            writer.RollBack();
            (isCommitted, isBroken) = (true, false);
            return;
        }

        if (commitsNow != commits)
        {
            throw new LiveStoreException(
                "The connection to the database was lost, and another server has written since: none of it is stored.",
                LiveStoreFault.Unavailable);
        }

        pending.Clear();
        forgetful.Clear();
        counts = now;
        foreach (var action in journal)
            writer.Link.Run(() =>
            {
                action();
                return true;
            });
        isBroken = false;
    }
}
