using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Dedupe.Cli.Databases;

/// <summary>A file of SQLite.</summary>
internal sealed class SqliteDatabase : Database
{
    private const int Constraint = 19; // SQLITE_CONSTRAINT

    private readonly string path;
    private readonly bool isWritten;
    private readonly bool isUtf8;

    /// <summary>Opens it.</summary>
    public SqliteDatabase(string path, bool isWritten)
        : base(Opened(path, isWritten))
    {
        (this.path, this.isWritten) = (path, isWritten);
        isUtf8 = Texts("PRAGMA encoding") is ["UTF-8"];
    }

    /// <inheritdoc/>
    public override string Address => path;

    /// <inheritdoc/>
    public override string ForUpdate => "";

    /// <inheritdoc/>
    public override string ForShare => "";

    /// <inheritdoc/>
    public override string WithGivenKeys => "";

    /// <inheritdoc/>
    public override TableShape? Find(TableName name)
    {
        var schema = TableName.Quote(name.Schema ?? "main");
        var kinds = Texts(
            $"SELECT CASE WHEN type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' THEN 'rows' ELSE type END " +
            $"FROM {schema}.sqlite_schema WHERE name = @name AND type IN ('table', 'view')",
            ("name", name.Name));
        return kinds.Count == 0 ? null : new TableShape(name, Columns(name))
        {
            HoldsRows = kinds is ["rows"],
            Keys = Texts(
                """
                SELECT name FROM pragma_table_xinfo(@name) WHERE pk = 1
                  AND (SELECT count(*) FROM pragma_table_xinfo(@name) WHERE pk > 0) = 1
                UNION
                SELECT min(c.name) FROM pragma_index_list(@name) i, pragma_index_info(i.name) c
                WHERE i."unique" AND NOT i.partial GROUP BY i.name HAVING count(*) = 1 AND min(c.name) IS NOT NULL
                """,
                ("name", name.Name)),
            Followers = Texts(
                $"""
                SELECT m.name FROM {schema}.sqlite_schema m, pragma_foreign_key_list(m.name) f
                WHERE m.type = 'table' AND f."table" = @name COLLATE NOCASE
                  AND f.on_delete NOT IN ('NO ACTION', 'RESTRICT')
                """,
                ("name", name.Name)),
            Triggers = Texts(
                $"SELECT name FROM {schema}.sqlite_schema WHERE type = 'trigger' AND tbl_name = @name COLLATE NOCASE",
                ("name", name.Name)),
        };
    }

    /// <inheritdoc/>
    public override string IsKey(TableColumn column, string parameter) =>
        $"{column.Quoted} = {parameter} AND CAST({column.Quoted} AS TEXT) = {parameter}";

    /// <inheritdoc/>
    // Any bytes may stand in a text, and would be read as U+FFFD: different ones would become equal.
    public override string TextOf(string expression) => isUtf8 ? $"CAST({expression} AS blob)" : expression;

    /// <inheritdoc/>
    public override string DateOf(TableColumn column) => column.Quoted;

    /// <inheritdoc/>
    public override void CreateQuarantine(TableShape table, TableName quarantine, TableColumn key) => Execute(
        $"""
        CREATE TABLE {quarantine.Quoted} AS SELECT *, '' AS {PlanColumn} FROM {table.Name.Quoted} WHERE 0;
        CREATE UNIQUE INDEX {quarantine.Beside(quarantine.Name + "_key").Quoted}
        ON {TableName.Quote(quarantine.Name)} ({key.Quoted}, {PlanColumn})
        """);

    /// <inheritdoc/>
    public override bool IsConstraint(DbException error) => error is SqliteException { SqliteErrorCode: Constraint };

    /// <inheritdoc/>
    protected override DbTransaction BeginOn(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(deferred: !isWritten);

    private List<TableColumn> Columns(TableName name)
    {
        using var command = Command(
            "SELECT name, type, hidden > 1 FROM pragma_table_xinfo(@name) WHERE hidden <> 1", ("name", name.Name));
        using var reader = command.ExecuteReader();
        var columns = new List<TableColumn>();
        while (reader.Read())
            columns.Add(new TableColumn(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        return columns;
    }

    // Its library is a file beside the program, and a program may have been taken along without it.
    private static SqliteConnection Made(string settings)
    {
        try
        {
            return new SqliteConnection(settings);
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException)
        {
            throw new IOException(
                "SQLite cannot be used: its library (libe_sqlite3.so, .dylib or .dll) is not beside the program. " +
                "It stands in the folder that was published.", error);
        }
    }

    private static SqliteConnection Opened(string path, bool isWritten)
    {
        var connection = Made(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = isWritten ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly,
            ForeignKeys = true,
            Pooling = false,
        }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
