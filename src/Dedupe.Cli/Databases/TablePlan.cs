using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Cleaning;
using Dedupe.Sources;
using Dedupe.Storage;

namespace Dedupe.Cli.Databases;

/// <summary>
/// The file plan.jsonl of a plan for a table: what table it is, then the rows that may go, one a line, then a checksum
/// of all that.
/// </summary>
/// <param name="Address">The database, without a password.</param>
/// <param name="Table">The table.</param>
/// <param name="Key">The column of the key.</param>
/// <param name="Text">The column of the text.</param>
/// <param name="Moves">The rows that may go.</param>
/// <param name="Hash">The checksum, which tells this plan from others.</param>
internal sealed record TablePlan(
    string Address, TableName Table, string Key, string Text, IReadOnlyList<RowMove> Moves, string Hash)
{
    private const string Kind = "{\"kind\":\"table\",";

    private static readonly JsonWriterOptions Style = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The table to which rows are moved.</summary>
    public TableName Quarantine => Table.Beside(Table.Name + "_dedupe_quarantine");

    /// <summary>Whether a folder has a plan for a table.</summary>
    public static bool IsIn(string folder)
    {
        var path = Path.Combine(folder, CleanPlan.FileName);
        return File.Exists(path) && File.ReadLines(path).FirstOrDefault()?
            .StartsWith(Kind, StringComparison.Ordinal) == true;
    }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <returns>The plan with its checksum.</returns>
    public TablePlan Write(string folder)
    {
        var sum = "";
        AtomicFile.Write(Path.Combine(folder, CleanPlan.FileName), stream =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Line(stream, hash, json =>
            {
                json.WriteString("kind", "table");
                json.WriteString("database", Address);
                json.WriteString("table", Table.ToString());
                json.WriteString("key", Key);
                json.WriteString("text", Text);
            });
            foreach (var move in Moves)
                Line(stream, hash, json => Write(json, move));
            sum = Convert.ToHexStringLower(hash.GetCurrentHash());
            Line(stream, hash, json => json.WriteString("sha256", sum));
        });
        return this with { Hash = sum };
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="CleaningRefusedException">It is not what was written.</exception>
    public static TablePlan Read(string folder)
    {
        var path = Path.Combine(folder, CleanPlan.FileName);
        try
        {
            return ReadFile(path) ?? throw Changed(path);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or FormatException
            or InvalidOperationException or KeyNotFoundException or UsageException)
        {
            throw Changed(path);
        }
    }

    private static TablePlan? ReadFile(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var moves = new List<RowMove>();
        TablePlan? plan = null;
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            if (json.TryGetProperty("sha256", out var sum))
            {
                return plan is not null && sum.GetString() == Convert.ToHexStringLower(hash.GetCurrentHash())
                    ? plan with { Hash = sum.GetString()! }
                    : null;
            }

            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            if (plan is null)
                plan = new TablePlan(
                    Word(json, "database"), TableName.Parse(Word(json, "table")), Word(json, "key"),
                    Word(json, "text"), moves, "");
            else
                moves.Add(ReadMove(json));
        }

        return null;
    }

    private static CleaningRefusedException Changed(string path) =>
        new($"{path} is not what 'dedupe clean plan' wrote: it was changed, or is not whole. Plan again.");

    private static void Write(Utf8JsonWriter json, RowMove move)
    {
        json.WriteNumber("n", move.Number);
        json.WriteString("kind", "row");
        json.WriteString("relation", Names.Of(move.Relation));
        json.WriteNumber("words", move.Words);
        json.WriteNumber("own", Math.Round(move.OwnShare, 4));
        json.WriteNumber("lostWords", move.LostWords);
        json.WriteString("cluster", move.Cluster);
        Write(json, "victim", move.Victim);
        Write(json, "keeper", move.Keeper);
    }

    private static void Write(Utf8JsonWriter json, string name, RowText row)
    {
        json.WriteStartObject(name);
        json.WriteString("key", row.Key);
        json.WriteString("sha256", row.Hash);
        json.WriteEndObject();
    }

    private static RowMove ReadMove(JsonElement json) => new(
        json.Required("n").GetInt32(), Word(json, "cluster"),
        Names.TryParse(Word(json, "relation"), out var relation) ? relation : Relation.None,
        json.Required("words").GetInt32(), json.Required("own").GetDouble(), json.Required("lostWords").GetInt32(),
        ReadRow(json.Required("victim")), ReadRow(json.Required("keeper")));

    private static RowText ReadRow(JsonElement json) => new(Word(json, "key"), Word(json, "sha256"));

    private static string Word(JsonElement json, string name) =>
        json.Required(name).GetString() ?? throw new InvalidDataException();

    private static void Line(Stream stream, IncrementalHash hash, Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Style))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        var bytes = line.GetBuffer().AsSpan(0, (int)line.Length);
        hash.AppendData(bytes);
        stream.Write(bytes);
    }
}
