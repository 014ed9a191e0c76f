using System.Data.Common;
using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>A connection to a database that keeps its statements once they are prepared. For one thread at a time.
/// </summary>
internal abstract class StoreLink(DbConnection connection) : IDisposable
{
    // SQLite has statements for each of its tables of texts.
    private const int MostKept = 500;

    private readonly Dictionary<string, DbCommand> kept = new(StringComparer.Ordinal);

    /// <summary>The statement with these values for $1, $2 …; it stays the connection's.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        if (!kept.TryGetValue(sql, out var command))
        {
            if (kept.Count == MostKept)
                Forget();
            kept.Add(sql, command = Made(sql, values));
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <summary>Does it.</summary>
    /// <returns>Rows that changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The rows of a question.</summary>
    public DbDataReader Query(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteReader();

    /// <summary>All rows of a question, each read by a function.</summary>
    public List<T> List<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Query(sql, values);
        var list = new List<T>();
        while (reader.Read())
            list.Add(row(reader));
        return list;
    }

    /// <summary>Does something; what the database says against it becomes a fault of the store.</summary>
    public T Run<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is DbException or IOException and not LiveStoreException)
        {
            throw Fault(error);
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or InvalidCastException or OverflowException)
        {
            // A number that is no time, bytes that are no hash.
            throw new LiveStoreException(
                "A row of the database is damaged: what it holds cannot be.", LiveStoreFault.Unusable, error);
        }
    }

    /// <summary>What an error of this database means.</summary>
    public abstract LiveStoreException Fault(Exception error);

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    /// <summary>Whether a statement can be prepared by itself before it is used.</summary>
    protected abstract void Prepare(DbCommand command);

    private DbCommand Made(string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            Name(parameter, i);
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        Prepare(command);
        return command;
    }

    /// <summary>Gives a value its name.</summary>
    protected abstract void Name(DbParameter parameter, int index);

    private void Forget()
    {
        foreach (var command in kept.Values)
            command.Dispose();
        kept.Clear();
    }
}
