using System.Data;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Dedupe.Storage;

namespace Dedupe.Cli.Databases;

/// <summary>
/// The rows of a table as a file of JSON lines, as they were at one moment: a single statement reads them in the order
/// of their keys, and they are passed on one by one. A run reads the file like any other, so it can stop and go on, and
/// read texts again, while the table changes. The file is there whole or not at all.
/// </summary>
internal static class TableRows
{
    /// <summary>Its name in the folder of a run or a plan.</summary>
    public const string FileName = "table.jsonl";

    private const string AboutName = "table.about";
    private const int RowsBetweenReports = 1 << 10;

    private static ReadOnlySpan<byte> NoUtf8 => [(byte)'"', 0xFF, (byte)'"'];

    private static readonly JsonWriterOptions Style = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes them, unless the folder has them already.</summary>
    /// <param name="source">The table.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="isAnew">Whether those that are there are of no use.</param>
    /// <param name="progress">Told how many were read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The file.</returns>
    /// <exception cref="UsageException">The folder has the rows of another table, or there are no such columns.
    /// </exception>
    public static string Write(
        TableSource source, string folder, bool isAnew, IProgress<RunProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var database = Database.Open(source.Address, isWritten: false);
        var shape = database.Require(source.Table);
        var columns = source.Columns(shape);
        var about = string.Join(
            '\n',
            [database.Address, source.Table.Quoted, .. columns.Select(static c => $"{c.Field}={c.Column.Name}"),
                source.Options.MaxDocumentBytes.ToString(CultureInfo.InvariantCulture)]);
        var (path, aboutPath) = (Path.Combine(folder, FileName), Path.Combine(folder, AboutName));
        Directory.CreateDirectory(folder);
        if (!isAnew && File.Exists(path) && File.Exists(aboutPath))
        {
            return File.ReadAllText(aboutPath) == about
                ? path
                : throw new UsageException($"{path} holds the rows of another table or of other columns: use " +
                    "--overwrite, or another folder.");
        }

        File.Delete(aboutPath);
        AtomicFile.Write(
            path, stream => Write(database, source, shape, columns, stream, progress, cancellationToken));
        AtomicFile.Write(aboutPath, stream => stream.Write(Encoding.UTF8.GetBytes(about)));
        return path;
    }

    private static void Write(
        Database database, TableSource source, TableShape shape,
        IReadOnlyList<(string Field, TableColumn Column)> columns, Stream output, IProgress<RunProgress>? progress,
        CancellationToken cancellationToken)
    {
        var selected = columns.Select(one => one.Field switch
        {
            // Of a text that is too large so much that the reader finds it too large: it is never in memory whole.
            "text" => database.TextOf(
                $"substr(CAST({one.Column.Quoted} AS text), 1, {source.Options.MaxDocumentBytes + 1L})"),
            "date" => database.DateOf(one.Column),
            _ => database.TextOf($"CAST({one.Column.Quoted} AS text)"),
        });
        using var command = database.Command(
            $"SELECT {string.Join(", ", selected)} FROM {shape.Name.Quoted} ORDER BY {columns[0].Column.Quoted}");
        using var reader = command.ExecuteReader(CommandBehavior.SequentialAccess);
        using var json = new Utf8JsonWriter(output, Style);
        long rows = 0;
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            json.WriteStartObject();
            for (var at = 0; at < columns.Count; at++)
                Write(json, columns[at].Field, reader.IsDBNull(at) ? null : reader.GetValue(at));
            json.WriteEndObject();
            json.Flush();
            output.WriteByte((byte)'\n');
            json.Reset();
            if (++rows % RowsBetweenReports == 0)
                progress?.Report(new RunProgress("table", rows, 0, 0) { Unit = "rows" });
        }
    }

    private static void Write(Utf8JsonWriter json, string field, object? value)
    {
        switch (value)
        {
            case null when field is "id" or "text":
                json.WriteNull(field);
                break;
            case null:
                break;
            case string text:
                json.WriteString(field, text);
                break;
            case byte[] bytes when field is not "date" && Utf8.IsValid(bytes):
                json.WriteString(field, bytes);
                break;
            case byte[] when field is "id" or "text":
                // What is no UTF-8 stays so, and is rejected for it when the file is read.
                json.WritePropertyName(field);
                json.WriteRawValue(NoUtf8, skipInputValidation: true);
                break;
            case double number when !double.IsFinite(number):
                break;
            case IFormattable number:
                json.WritePropertyName(field);
                json.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                break; // a date of another kind, such as bytes: none
        }
    }
}
