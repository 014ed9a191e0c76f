using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Cleaning;
using Dedupe.Cli.Databases;

namespace Dedupe.Cli.Views;

/// <summary>A plan for a table in a few lines, and what came of it.</summary>
internal sealed class TableView(TextWriter output)
{
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A plan that was made.</summary>
    public void Write(string folder, TablePlan plan, long rows, long rejected, bool isJson)
    {
        long words = plan.Moves.Sum(static move => (long)move.Words);
        long lost = plan.Moves.Sum(static move => (long)move.LostWords);
        if (isJson)
        {
            WriteJson(json =>
            {
                json.WriteString("plan", plan.Hash);
                json.WriteString("table", plan.Table.ToString());
                json.WriteNumber("rows", rows);
                json.WriteNumber("rejected", rejected);
                json.WriteNumber("removals", plan.Moves.Count);
                json.WriteNumber("words", words);
                json.WriteNumber("lostWords", lost);
            });
            return;
        }

        if (rejected > 0)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"not read, so equal to nothing: {rejected}, told in run/rejected.jsonl"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Moves.Count} of {Totals.Count(rows, "row")} may go; {lost} of {words} words are in no row that " +
            $"stays"));
        output.WriteLine(
            $"No row was touched. The plan: {Printable.Of(Path.Combine(folder, CleanPlan.FileName))}");
    }

    /// <summary>What became of a plan.</summary>
    public void Write(string folder, TablePlan plan, TableResult result, string done, bool isJson)
    {
        if (isJson)
        {
            WriteJson(json =>
            {
                json.WriteString("did", done);
                json.WriteNumber("done", result.Done);
                json.WriteNumber("before", result.Before);
                json.WriteNumber("failed", result.Left);
                json.WriteStartObject("skipped");
                foreach (var (reason, rows) in result.Skipped)
                    json.WriteNumber(reason, rows);
                json.WriteEndObject();
            });
            return;
        }

        foreach (var (reason, rows) in result.Skipped)
            output.WriteLine($"left as they are: {Totals.Count(rows, "row")}, {reason}");
        if (result.Before > 0)
            output.WriteLine($"{Totals.Count(result.Before, "row")} before");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
                $"{Totals.Count(result.Done, "row")} {done}, {result.Left} left as they are"));
        if (done == "moved")
            output.WriteLine(
                $"They are in {Printable.Of(plan.Quarantine.ToString())}. To put them back: dedupe clean undo " +
                ShellWord.Shown(folder));
        else if (done == "can be moved")
            output.WriteLine("Nothing was touched: --yes does it.");
    }

    private void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        output.WriteLine(Printable.Json(Encoding.UTF8.GetString(stream.ToArray())));
    }
}
