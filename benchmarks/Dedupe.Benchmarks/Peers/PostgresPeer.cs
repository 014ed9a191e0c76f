using Npgsql;

namespace Dedupe.Benchmarks.Peers;

/// <summary>A table in PostgreSQL over one connection; what is stored is on the disk, one transaction an article.
/// </summary>
internal abstract class PostgresPeer : IPeer
{
    /// <summary>Makes an empty table.</summary>
    protected PostgresPeer(string address, string table)
    {
        Connection = new NpgsqlConnection(address);
        Connection.Open();

        // Texts are stored beside the table, which therefore looks small: the planner would read all of it each time.
        Run($"SET enable_seqscan = off; DROP TABLE IF EXISTS peer; {table}");
    }

    /// <summary>The connection.</summary>
    protected NpgsqlConnection Connection { get; }

    /// <inheritdoc/>
    public abstract Task<IReadOnlyList<PeerMatch>> TakeAsync(PeerArticle article, bool ask);

    /// <inheritdoc/>
    public async Task<long> MeasureAsync()
    {
        await using var command = new NpgsqlCommand("SELECT pg_total_relation_size('peer')", Connection);
        return (long)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => Connection.DisposeAsync();

    /// <summary>Runs statements.</summary>
    protected void Run(string statements)
    {
        using var command = new NpgsqlCommand(statements, Connection);
        command.ExecuteNonQuery();
    }

    /// <summary>A statement that is planned once.</summary>
    protected NpgsqlCommand Prepare(string statement, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(statement, Connection);
        command.Parameters.AddRange(parameters);
        command.Prepare();
        return command;
    }
}
