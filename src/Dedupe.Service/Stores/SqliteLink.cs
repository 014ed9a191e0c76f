using System.Data.Common;
using System.Globalization;
using Dedupe.Live;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dedupe.Service.Stores;

/// <summary>A connection to a file of SQLite.</summary>
internal sealed class SqliteLink : StoreLink
{
    // How long SQLite itself waits for another process, in milliseconds; whoever calls may ask again.
    private const int BusyMilliseconds = 1000;

    private readonly SqliteConnection connection;
    private readonly string path;
    private readonly Dictionary<long, string> texts = [];

    /// <summary>Opens one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isWriter">Whether it writes; makes the file when it is not there.</param>
    /// <exception cref="LiveStoreException">It cannot be opened.</exception>
    public SqliteLink(string path, bool isWriter)
        : this(Opened(path, isWriter), path)
    {
        Execute($"PRAGMA busy_timeout = {BusyMilliseconds}");
        if (!isWriter)
            Execute("PRAGMA query_only = ON");
    }

    private SqliteLink(SqliteConnection connection, string path)
        : base(connection)
    {
        (this.connection, this.path) = (connection, path);
    }

    /// <summary>Whether the log has bytes that were forgotten.</summary>
    public bool OwesEmptying { get; set; }

    /// <summary>
    /// Empties the log into the database when it has bytes that were forgotten. Somebody who reads may be in the way,
    /// or room may be wanting: then the next transaction does it, or the next opening.
    /// </summary>
    public void EmptyLog()
    {
        if (!OwesEmptying)
            return;
        try
        {
            OwesEmptying = Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
        }
        catch (SqliteException)
        {
            // Whatever was committed is in the log.
        }
    }

    /// <summary>Names of tables of texts by the numbers of their articles: each has its own range of them, so that a
    /// table goes as a whole when all its texts have expired.</summary>
    public string TextsOf(long number)
    {
        var part = SqliteSchema.PartOf(number);
        if (!texts.TryGetValue(part, out var name))
            texts.Add(part, name = SqliteSchema.TextsOfPart(part));
        return name;
    }

    /// <summary>A statement for SQLite's own functions; whoever asked ends it.</summary>
    public sqlite3_stmt Prepared(string sql)
    {
        var code = raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement);
        SqliteException.ThrowExceptionForRC(code, connection.Handle);
        return statement;
    }

    /// <summary>Goes to the next row of such a statement.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Step(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
            return code == raw.SQLITE_ROW;
        SqliteException.ThrowExceptionForRC(code, connection.Handle);
        return false;
    }

    /// <summary>A single number that is asked for.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) =>
        Convert.ToInt64(Command(sql, values).ExecuteScalar(), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override LiveStoreException Fault(Exception error) => SqliteFault.Of(error, path);

    /// <inheritdoc/>
    protected override void Prepare(DbCommand command) => command.CommandTimeout = 1;

    /// <inheritdoc/>
    protected override void Name(DbParameter parameter, int index) =>
        parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"${index + 1}");

    private static SqliteConnection Opened(string path, bool isWriter)
    {
        SqliteConnection? opened = null;
        try
        {
            opened = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = isWriter ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
                Pooling = false,
                DefaultTimeout = 1,
            }.ConnectionString);
            opened.Open();
            return opened;
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException)
        {
            // Its library is a file beside the program, and a program may have been taken along without it.
            throw new LiveStoreException(
                "SQLite cannot be used: its library (libe_sqlite3.so, .dylib or .dll) is not beside the program. " +
                "It stands in the folder that was published.",
                LiveStoreFault.Unusable,
                error);
        }
        catch (SqliteException error)
        {
            opened?.Dispose();
            throw SqliteFault.Of(error, path);
        }
    }
}
