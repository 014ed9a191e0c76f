using System.Data;
using System.Data.Common;
using Dedupe.Service.Stores;
using Npgsql;

namespace Dedupe.Cli.Databases;

/// <summary>A connection to a database, and what databases do not have in common. For one thread.</summary>
internal abstract class Database(DbConnection connection) : IDisposable
{
    /// <summary>The column of the quarantine that tells which plan moved a row.</summary>
    public const string PlanColumn = "dedupe_plan";

    private DbTransaction? transaction;

    /// <summary>Opens one.</summary>
    /// <param name="address">An address of PostgreSQL (<c>postgresql://…</c>, <c>Host=…;Database=…</c>), or a file of
    /// SQLite.</param>
    /// <param name="isWritten">Whether something is written.</param>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="DbException">It cannot be opened.</exception>
    public static Database Open(string address, bool isWritten)
    {
        if (PostgresAddress.Is(address))
            return new PostgresDatabase(Read(address));
        if (!File.Exists(address))
            throw new UsageException(
                $"There is no file '{address}'. --table takes a file of SQLite, or an address such as " +
                "postgresql://user@host/database or \"Host=host;Database=database\".");
        return new SqliteDatabase(Path.GetFullPath(address), isWritten);
    }

    private static NpgsqlConnectionStringBuilder Read(string address)
    {
        try
        {
            return PostgresAddress.Read(address);
        }
        catch (FormatException error)
        {
            throw new UsageException(error.Message);
        }
    }

    /// <summary>The address without its password, with which it can be opened again.</summary>
    public abstract string Address { get; }

    /// <summary>
    /// What a select needs behind it so that nobody changes or deletes its rows; empty where nobody can.
    /// </summary>
    public abstract string ForUpdate { get; }

    /// <summary>The same for rows that stay.</summary>
    public abstract string ForShare { get; }

    /// <summary>
    /// What stands between the columns of an insert and its values where a row comes back with its key.
    /// </summary>
    public abstract string WithGivenKeys { get; }

    /// <summary>What a table is made of; null where there is none.</summary>
    public abstract TableShape? Find(TableName name);

    /// <summary>That a column is a key that is given as the text of it.</summary>
    public abstract string IsKey(TableColumn column, string parameter);

    /// <summary>
    /// A text to be selected: a string, or its bytes where the database does not see to it that they are UTF-8.
    /// </summary>
    public virtual string TextOf(string expression) => expression;

    /// <summary>A date in a form that is read.</summary>
    public abstract string DateOf(TableColumn column);

    /// <summary>Makes an empty table with the columns of another one, and one for the plan.</summary>
    public abstract void CreateQuarantine(TableShape table, TableName quarantine, TableColumn key);

    /// <summary>
    /// Whether a rule of the tables stands against a change: the row is pointed at, or is there already.
    /// </summary>
    public abstract bool IsConstraint(DbException error);

    /// <summary>
    /// Whether it passes by itself: two waited for each other, the connection was lost, the server begins anew.
    /// </summary>
    public static bool Passes(Exception? error) => error is DbException known
        && (known.IsTransient || known.SqlState?.StartsWith("57P0", StringComparison.Ordinal) == true);

    /// <summary>What a table is made of.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public TableShape Require(TableName name) =>
        Find(name) ?? throw new UsageException($"There is no table {name} in {Address}.");

    /// <summary>A command with its values.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Does it.</summary>
    /// <returns>Rows that changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of all rows, as text.</summary>
    public List<string> Texts(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var list = new List<string>();
        while (reader.Read())
            list.Add(reader.GetString(0));
        return list;
    }

    /// <summary>Begins a transaction, in which all that follows takes part, until <see cref="End"/>.</summary>
    public void Begin()
    {
        if (connection.State != ConnectionState.Open)
        {
            connection.Close();
            connection.Open();
            Opened();
        }

        transaction = BeginOn(connection);
    }

    /// <summary>What was done holds.</summary>
    public void Commit()
    {
        transaction?.Commit();
        End();
    }

    /// <summary>What was done since <see cref="Begin"/> did not happen.</summary>
    public void End()
    {
        transaction?.Dispose();
        transaction = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        connection.Dispose();
        Closed();
    }

    /// <summary>Sets what holds as long as a connection does.</summary>
    protected virtual void Opened()
    {
    }

    /// <summary>Begins a transaction in which locked rows are seen as they are now.</summary>
    protected abstract DbTransaction BeginOn(DbConnection connection);

    /// <summary>Gives back what else was opened.</summary>
    protected virtual void Closed()
    {
    }
}
