using System.Data;
using System.Data.Common;
using Npgsql;

namespace Dedupe.Cli.Databases;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgresDatabase : Database
{
    private readonly NpgsqlDataSource source;
    private readonly string address;

    /// <summary>Connects.</summary>
    public PostgresDatabase(NpgsqlConnectionStringBuilder given)
        : this(SourceOf(given), given)
    {
    }

    private PostgresDatabase(NpgsqlDataSource source, NpgsqlConnectionStringBuilder given)
        : base(source.OpenConnection())
    {
        this.source = source;
        address = new NpgsqlConnectionStringBuilder(given.ConnectionString) { Password = null, SslPassword = null }
            .ConnectionString;
        Opened();
    }

    /// <inheritdoc/>
    public override string Address => address;

    /// <inheritdoc/>
    public override string ForUpdate => " FOR UPDATE";

    /// <inheritdoc/>
    public override string ForShare => " FOR SHARE";

    /// <inheritdoc/>
    public override string WithGivenKeys => " OVERRIDING SYSTEM VALUE";

    /// <inheritdoc/>
    public override TableShape? Find(TableName name)
    {
        using var command = Command(
            """
            SELECT CAST(c.oid AS text), CAST(c.relkind AS text) FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = @name AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND (n.nspname = @schema OR (@schema = '' AND pg_table_is_visible(c.oid)))
            """,
            ("name", name.Name), ("schema", name.Schema ?? ""));
        string oid, kind;
        using (var reader = command.ExecuteReader())
        {
            if (!reader.Read())
                return null;
            (oid, kind) = (reader.GetString(0), reader.GetString(1));
        }

        return new TableShape(name, Columns(oid))
        {
            HoldsRows = kind is "r" or "p",
            Keys = Texts(
                """
                SELECT CAST(a.attname AS text) FROM pg_index i
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                WHERE i.indrelid = CAST(@oid AS oid) AND i.indisunique AND i.indisvalid AND i.indnkeyatts = 1
                  AND i.indpred IS NULL AND i.indexprs IS NULL
                """,
                ("oid", oid)),
            Followers = Texts(
                """
                SELECT CAST(CAST(conrelid AS regclass) AS text) FROM pg_constraint
                WHERE contype = 'f' AND confrelid = CAST(@oid AS oid) AND confdeltype NOT IN ('a', 'r')
                """,
                ("oid", oid)),
            Triggers = Texts(
                """
                SELECT CAST(tgname AS text) FROM pg_trigger
                WHERE tgrelid = CAST(@oid AS oid) AND NOT tgisinternal AND tgenabled <> 'D' AND (tgtype & 12) <> 0
                UNION ALL
                SELECT CAST(rulename AS text) FROM pg_rewrite
                WHERE ev_class = CAST(@oid AS oid) AND ev_type IN ('3', '4')
                """,
                ("oid", oid)),
        };
    }

    /// <inheritdoc/>
    public override string IsKey(TableColumn column, string parameter) =>
        $"{column.Quoted} = CAST({parameter} AS {column.Type}) AND CAST({column.Quoted} AS text) = {parameter}";

    /// <inheritdoc/>
    public override string DateOf(TableColumn column) => column.Type switch
    {
        "smallint" or "integer" or "bigint" or "double precision" => column.Quoted,
        _ when column.Type.StartsWith("timestamp", StringComparison.Ordinal) || column.Type == "date" =>
            $"to_json({column.Quoted}) #>> '{{}}'",
        _ => $"CAST({column.Quoted} AS text)",
    };

    /// <inheritdoc/>
    public override void CreateQuarantine(TableShape table, TableName quarantine, TableColumn key) => Execute(
        $"""
        CREATE TABLE {quarantine.Quoted} (LIKE {table.Name.Quoted}, {PlanColumn} text NOT NULL);
        CREATE UNIQUE INDEX ON {quarantine.Quoted} ({key.Quoted}, {PlanColumn})
        """);

    /// <inheritdoc/>
    public override bool IsConstraint(DbException error) =>
        error.SqlState?.StartsWith("23", StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    protected override void Opened() => Execute(
        "SET DateStyle = 'ISO'; SET TimeZone = 'UTC'; SET extra_float_digits = 1; SET bytea_output = 'hex'");

    /// <inheritdoc/>
    protected override DbTransaction BeginOn(DbConnection connection) =>
        connection.BeginTransaction(IsolationLevel.ReadCommitted);

    /// <inheritdoc/>
    protected override void Closed() => source.Dispose();

    private List<TableColumn> Columns(string oid)
    {
        using var command = Command(
            """
            SELECT CAST(attname AS text), format_type(atttypid, atttypmod), attgenerated <> ''
            FROM pg_attribute WHERE attrelid = CAST(@oid AS oid) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """,
            ("oid", oid));
        using var reader = command.ExecuteReader();
        var columns = new List<TableColumn>();
        while (reader.Read())
            columns.Add(new TableColumn(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        return columns;
    }

    // Compiled ahead of time only what is asked for is there.
    private static NpgsqlDataSource SourceOf(NpgsqlConnectionStringBuilder given)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(given.ConnectionString);
        builder.EnableTransportSecurity();
        builder.ConnectionStringBuilder.Pooling = false;
        return builder.Build();
    }
}
