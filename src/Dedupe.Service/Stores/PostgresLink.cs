using System.Data;
using System.Data.Common;
using Dedupe.Live;
using Npgsql;

namespace Dedupe.Service.Stores;

/// <summary>A connection to PostgreSQL.</summary>
/// <param name="connection">The connection, open.</param>
/// <param name="name">The database, for messages; without a password.</param>
internal sealed class PostgresLink(NpgsqlConnection connection, string name) : StoreLink(connection)
{
    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>Whether it cannot be used any more.</summary>
    public bool IsLost => connection.FullState != ConnectionState.Open;

    /// <summary>Adds a statement to those that are sent together.</summary>
    public static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }

    /// <summary>Statements that end with the one that asks for the head; whoever waits for them may be called off.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public StoreHead Head(string sql, CancellationToken cancellationToken)
    {
        var command = Command(sql);
        using var ending = cancellationToken.Register(command.Cancel);
        try
        {
            using var row = command.ExecuteReader();
            while (row.FieldCount != StoreReader.HeadColumns && row.NextResult())
            {
                // Those before it.
            }

            row.Read();
            return StoreReader.Head(row);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <inheritdoc/>
    public override LiveStoreException Fault(Exception error) => PostgresFault.Of(error, name);

    /// <inheritdoc/>
    protected override void Prepare(DbCommand command)
    {
        // The connection prepares what is used often.
        command.CommandTimeout = 0;
    }

    /// <inheritdoc/>
    protected override void Name(DbParameter parameter, int index)
    {
        // Without names they are taken by their places.
    }
}
