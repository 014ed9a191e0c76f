using Dedupe.Service.Stores;
using Npgsql;

namespace Dedupe.Service.Notes;

/// <summary>Keeps small things in a table of a PostgreSQL database, for all servers of it.</summary>
internal sealed class PostgresNotes : INotes, IDisposable
{
    private readonly NpgsqlDataSource source;

    /// <summary>Makes the table, if it is not there.</summary>
    /// <param name="address">How to connect. The schema of the store is the first of its search path, or that of
    /// stores; what is kept here has one of its own beside it.</param>
    public PostgresNotes(NpgsqlConnectionStringBuilder address)
    {
        var schema = address.SearchPath is { Length: > 0 } path ? path : PostgresStore.DefaultSchema;
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            SearchPath = PostgresSchema.Quoted(schema + "_notes"),
        };
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        source = builder.Build();
        using var open = source.OpenConnection();
        using var command = open.CreateCommand();
        // Two servers that start at once must not both make it.
        command.CommandText =
            $"""
            BEGIN;
            SELECT pg_advisory_xact_lock(7164025);
            CREATE SCHEMA IF NOT EXISTS {settings.SearchPath};
            CREATE TABLE IF NOT EXISTS notes (name text PRIMARY KEY, content bytea);
            COMMIT
            """;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        using var open = source.OpenConnection();
        using var command = open.CreateCommand();
        command.CommandText = "SELECT content FROM notes WHERE name = $1";
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return command.ExecuteScalar() as byte[];
    }

    /// <inheritdoc/>
    public void Change(string name, Func<byte[]?, byte[]> change)
    {
        using var open = source.OpenConnection();
        using var transaction = open.BeginTransaction();
        using (var make = open.CreateCommand())
        {
            make.CommandText = "INSERT INTO notes (name) VALUES ($1) ON CONFLICT DO NOTHING";
            make.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            make.ExecuteNonQuery();
        }

        using var read = open.CreateCommand();
        read.CommandText = "SELECT content FROM notes WHERE name = $1 FOR UPDATE";
        read.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        var before = read.ExecuteScalar() as byte[];
        using var write = open.CreateCommand();
        write.CommandText = "UPDATE notes SET content = $2 WHERE name = $1";
        write.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        write.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = change(before) });
        write.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
