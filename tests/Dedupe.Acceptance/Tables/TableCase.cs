using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dedupe.Acceptance.Tables;

/// <summary>An empty database of one kind, and what a test does with it.</summary>
internal sealed class TableCase : IDisposable
{
    private readonly DbConnection connection;
    private readonly TemporaryFolder folder = new();

    /// <summary>Makes one.</summary>
    public TableCase(PostgresServer? server)
    {
        IsPostgres = server is not null;
        if (server is null)
        {
            Address = Path.Combine(folder.Path, "archive.db");
            connection = new SqliteConnection($"Data Source={Address};Pooling=False;Foreign Keys=True");
            connection.Open();
            return;
        }

        var name = $"t{Guid.NewGuid():N}";
        using (var first = new NpgsqlConnection(server.Address + ";Pooling=False"))
        {
            first.Open();
            using var create = new NpgsqlCommand($"CREATE DATABASE {name}", first);
            create.ExecuteNonQuery();
        }

        Address = server.Address.Replace("Database=postgres", $"Database={name}", StringComparison.Ordinal);
        connection = new NpgsqlConnection(Address + ";Pooling=False");
        connection.Open();
    }

    public bool IsPostgres { get; }

    public string Address { get; }

    public string Plan => Path.Combine(folder.Path, "plan");

    /// <summary>A text that is not like that of another number.</summary>
    public static string Text(int number) =>
        string.Join(' ', Enumerable.Range(0, 40).Select(word => string.Create(
            CultureInfo.InvariantCulture, $"w{Letters(number)}x{Letters(word)}")));

    public void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var at = 0; at < values.Length; at++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"p{at}", values[at] ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>All rows of a select, a line each.</summary>
    public string Rows(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(at =>
                reader.IsDBNull(at) ? "NULL" : Convert.ToString(reader.GetValue(at), CultureInfo.InvariantCulture))));
        return string.Join('\n', lines);
    }

    /// <summary>Articles of pairs of equals: 1 and 2, 3 and 4, and so on.</summary>
    public void Articles(int pairs, string more = "")
    {
        Execute($"CREATE TABLE articles (id integer PRIMARY KEY, body text{more})");
        Execute("BEGIN");
        for (var row = 0; row < 2 * pairs; row++)
            Execute("INSERT INTO articles (id, body) VALUES (@p0, @p1)", row + 1, Text(row / 2));
        Execute("COMMIT");
    }

    public Task<ProgramRun> PlanAsync(params string[] more) => Cli.Run(
        ["clean", "plan", Address, "--table", "articles", "--text", "body", "-o", Plan, "-q", .. more]);

    public Task<ProgramRun> ApplyAsync(params string[] more) =>
        Cli.Run(["clean", "apply", Plan, "--yes", "-q", "--json", .. more]);

    public Task<ProgramRun> UndoAsync(params string[] more) =>
        Cli.Run(["clean", "undo", Plan, "-q", "--json", .. more]);

    public void Dispose()
    {
        connection.Dispose();
        folder.Dispose();
    }

    private static string Letters(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(static digit => (char)('a' + digit - '0')));
}
