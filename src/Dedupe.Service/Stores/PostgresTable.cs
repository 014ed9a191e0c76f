using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Dedupe.Service.Stores;

/// <summary>A table that rows are only added to, and the types of its columns.</summary>
/// <param name="name">Its name.</param>
/// <param name="types">One for each column, in the order of the values.</param>
internal sealed class PostgresTable(string name, params NpgsqlDbType[] types)
{
    /// <summary>Articles; see <see cref="ArticleRow.Values"/>.</summary>
    public static readonly PostgresTable Articles = new(
        "articles",
        NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea,
        NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bigint,
        NpgsqlDbType.Smallint, NpgsqlDbType.Smallint, NpgsqlDbType.Bytea, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint,
        NpgsqlDbType.Integer, NpgsqlDbType.Bytea);

    /// <summary>Texts.</summary>
    public static readonly PostgresTable Texts = new("texts", NpgsqlDbType.Bigint, NpgsqlDbType.Bytea);

    /// <summary>Pairs.</summary>
    public static readonly PostgresTable Pairs = new(
        "pairs",
        NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Smallint, NpgsqlDbType.Double, NpgsqlDbType.Double,
        NpgsqlDbType.Double);

    /// <summary>Events.</summary>
    public static readonly PostgresTable Events = new(
        "events",
        NpgsqlDbType.Bigint, NpgsqlDbType.Smallint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint);

    // So many rows are worth a command of their own, which takes two more turns to the server and back.
    private const int WorthACopy = 20;

    private readonly string insert = $"INSERT INTO {name} VALUES (" + string.Join(", ", Enumerable
        .Range(1, types.Length).Select(static i => string.Create(CultureInfo.InvariantCulture, $"${i}"))) + ")";

    /// <summary>Adds rows: many at once, few to what is sent together.</summary>
    public void Add(NpgsqlConnection connection, NpgsqlBatch batch, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count >= WorthACopy)
            Copy(connection, rows);
        else
            foreach (var row in rows)
                Add(batch, row);
    }

    private void Add(NpgsqlBatch batch, object?[] row)
    {
        var command = new NpgsqlBatchCommand(insert);
        for (var i = 0; i < row.Length; i++)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = types[i], Value = row[i] ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }

    private void Copy(NpgsqlConnection connection, IReadOnlyList<object?[]> rows)
    {
        using var writer = connection.BeginBinaryImport($"COPY {name} FROM STDIN (FORMAT BINARY)");
        writer.Timeout = TimeSpan.Zero;
        foreach (var row in rows)
        {
            writer.StartRow();
            for (var i = 0; i < row.Length; i++)
                Write(writer, row[i], types[i]);
        }

        writer.Complete();
    }

    // Without boxes inside, and so without code that is made while the program runs.
    private static void Write(NpgsqlBinaryImporter writer, object? value, NpgsqlDbType type)
    {
        switch (value)
        {
            case long number:
                writer.Write(number, type);
                break;
            case int number:
                writer.Write(number, type);
                break;
            case short number:
                writer.Write(number, type);
                break;
            case double number:
                writer.Write(number, type);
                break;
            case byte[] bytes:
                writer.Write(bytes, type);
                break;
            default:
                writer.WriteNull();
                break;
        }
    }
}
