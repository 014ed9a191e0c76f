using Npgsql;

namespace Dedupe.Service.Stores;

/// <summary>
/// The one connection of a server that writes. Who writes holds a lock of the database, so numbers are given by one
/// server at a time, and whoever sees a number sees all before it.
/// </summary>
internal sealed class PostgresWriter : IDisposable
{
    private readonly Func<PostgresLink> open;
    private readonly string begin;
    private readonly byte[] name = Guid.NewGuid().ToByteArray();
    private PostgresLink? link;
    private long last;

    /// <summary>Makes one.</summary>
    /// <param name="open">Opens a connection.</param>
    /// <param name="lockText">The statement that takes the lock.</param>
    /// <param name="patience">How long it is waited for the database.</param>
    public PostgresWriter(Func<PostgresLink> open, string lockText, PostgresPatience patience)
    {
        (this.open, Patience) = (open, patience);
        begin = $"BEGIN; {lockText}; {StoreReader.HeadQuery}";
    }

    /// <summary>One transaction at a time has it.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>How long it is waited for the database.</summary>
    public PostgresPatience Patience { get; }

    /// <summary>The connection, while a transaction goes on.</summary>
    public PostgresLink Link => link ?? throw new InvalidOperationException("No transaction goes on.");

    /// <summary>A number that no other transaction of this server has.</summary>
    public long NextTransaction() => ++last;

    /// <summary>Begins a transaction and waits for the lock.</summary>
    public StoreHead Begin(CancellationToken cancellationToken)
    {
        Drop(onlyIfLost: true);
        link ??= open();
        try
        {
            var head = link.Run(() => link.Head(begin, cancellationToken));
            head.Require(PostgresSchema.Current);
            return head;
        }
        catch
        {
            Drop(onlyIfLost: false);
            throw;
        }
    }

    /// <summary>Takes back what was begun; a connection that fails at it is given up.</summary>
    public void RollBack()
    {
        try
        {
            if (link is { IsLost: false })
                link.Execute("ROLLBACK");
        }
        catch (NpgsqlException)
        {
            Drop(onlyIfLost: false);
        }
    }

    /// <summary>Adds to a commit that it was done, so that it can be asked.</summary>
    public void AddMark(NpgsqlBatch batch, long transaction) => PostgresLink.Add(
        batch,
        """
        INSERT INTO writers VALUES ($1, $2, $3)
        ON CONFLICT (writer) DO UPDATE SET transaction = EXCLUDED.transaction, at = EXCLUDED.at
        """,
        name, transaction, DateTimeOffset.UtcNow.UtcTicks);

    /// <summary>
    /// Whether a transaction was committed. Whoever asks has the lock, so it does not go on any more.
    /// </summary>
    public bool WasCommitted(long transaction) => Link.List(
        "SELECT transaction FROM writers WHERE writer = $1", static row => row.GetInt64(0), name)
        is [var committed] && committed == transaction;

    /// <summary>Asks for what was deleted to go from tables. The database may not allow it, or another one's old
    /// transaction may yet see it; then it does it later by itself.</summary>
    public void Vacuum(IEnumerable<string> tables)
    {
        try
        {
            foreach (var table in tables)
                Link.Execute($"VACUUM {table}");
        }
        catch (NpgsqlException)
        {
            Drop(onlyIfLost: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Drop(onlyIfLost: false);
        Turn.Dispose();
    }

    private void Drop(bool onlyIfLost)
    {
        if (onlyIfLost && link is not { IsLost: true })
            return;
        link?.Dispose();
        link = null;
    }
}
