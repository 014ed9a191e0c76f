using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedupe.Cleaning;
using Dedupe.Cli.Report;

namespace Dedupe.Cli.Views;

/// <summary>A plan in a few lines, and what came of it.</summary>
internal sealed class CleanView(TextWriter output)
{
    private const int Shown = 10;

    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A plan that was made.</summary>
    public void Write(string plan, CleanTotals totals, long rejected)
    {
        foreach (var (why, count) in totals.Kept)
            output.WriteLine($"stays: {Totals.Count(count, "copy", "copies")}, {Told(why)}");
        var others = totals.Files - totals.Candidates - totals.FilesOfRecords;
        if (others > 0)
            output.WriteLine(
                $"not touched: {Totals.Count(others, "archive or other file", "archives and other files")} " +
                "that cannot be written again");
        if (rejected > 0)
            output.WriteLine($"not read, so equal to nothing: {rejected}, told in run/rejected.jsonl");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{totals.FilesThatGo} of {Totals.Count(totals.Candidates, "file")} may go, " +
            $"{ByteSize.Format(totals.Bytes)}: {totals.SameBytes} the same to the last byte"));
        if (totals.FilesOfRecords > 0)
            output.WriteLine(
                $"{Totals.Count(totals.Records, "record")} may go, out of {totals.LosingFiles} of " +
                $"{Totals.Count(totals.FilesOfRecords, "file")} that hold many");
        output.WriteLine($"{totals.LostWords} of {totals.Words} words that go are in no copy that stays");
        output.WriteLine($"Nothing was touched. The plan: {Printable.Of(Path.Combine(plan, CleanPlan.FileName))}, to " +
            $"review it: " +
            Printable.Of(Path.Combine(plan, CleanReview.FileName)));
    }

    /// <summary>A plan for a program.</summary>
    public void WriteJson(CleanOptions options, CleanTotals totals) => WriteJson(json =>
        CleanFolder.Write(json, options, totals, CleanPlan.Read(options.Plan).Hash));

    /// <summary>A plan that was applied, or looked at.</summary>
    public void Write(CleanResult result, CleanApply apply, string folder)
    {
        WriteSkips(result);
        var done = apply.Way switch
        {
            CleanWay.Delete => "deleted",
            CleanWay.Move => "moved",
            _ => "moved and linked",
        };
        var records = result.Records;
        if (result.Before > 0)
            output.WriteLine($"{Totals.Count(result.Before, "file")} {done} before");
        if (records.Before > 0)
            output.WriteLine($"{Totals.Count(records.Before, "record")} taken out before");
        output.WriteLine(
            $"{Totals.Count(result.Done, "file")} of {ByteSize.Format(result.Bytes)} " +
            (apply.IsDryRun ? $"can be {done}, " : $"{done}, ") + $"{result.Skips.Count} left as they are");
        if (records.Records > 0)
            output.WriteLine(
                $"{Totals.Count(records.Records, "record")} {(apply.IsDryRun ? "can be " : "")}taken out of " +
                Totals.Count(records.Files, "file")
                + (apply.IsDryRun ? "" : $", {ByteSize.Format(Math.Max(0, records.Bytes))} less"));
        if (records.Records > 0 && !apply.InPlace)
            output.WriteLine(apply.IsDryRun
                ? "Copies without these records would be written; --in-place replaces the files."
                : $"These are copies, in {Printable.Of(Path.Combine(folder, CleanApply.CopiesName))}; the files " +
                    "themselves stay: --in-place replaces them.");
        if (apply.IsDryRun)
            output.WriteLine("Nothing was touched: --yes does it.");
        else if ((apply.Way != CleanWay.Delete && result.Done + result.Before > 0)
            || (apply.InPlace && records.Records > 0) || records.Before > 0)
            output.WriteLine($"To put them back: dedupe clean undo {ShellWord.Shown(folder)}");
    }

    /// <summary>A plan that was undone.</summary>
    public void WriteUndone(CleanResult result)
    {
        WriteSkips(result);
        output.WriteLine(
            $"{Totals.Count(result.Done, "file")} of {ByteSize.Format(result.Bytes)} put back, " +
            $"{result.Skips.Count} could not be");
        if (result.Records.Records > 0)
            output.WriteLine(
                $"{Totals.Count(result.Records.Files, "file")} with {Totals.Count(result.Records.Records, "record")} " +
                "put back");
    }

    /// <summary>What was done, for a program.</summary>
    public void WriteJson(CleanResult result, string what) => WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("did", what);
        json.WriteNumber("done", result.Done);
        json.WriteNumber("bytes", result.Bytes);
        json.WriteNumber("before", result.Before);
        json.WriteStartObject("records");
        json.WriteNumber("done", result.Records.Records);
        json.WriteNumber("files", result.Records.Files);
        json.WriteNumber("bytes", result.Records.Bytes);
        json.WriteNumber("before", result.Records.Before);
        json.WriteEndObject();
        json.WriteNumber("failed", result.Failed);
        json.WriteStartObject("skipped");
        foreach (var (reason, files) in result.ByReason)
            json.WriteNumber(reason, files);
        json.WriteEndObject();
        json.WriteStartArray("files");
        foreach (var skip in result.Skips)
        {
            json.WriteStartObject();
            json.WriteNumber("n", skip.Number);
            json.WriteString("path", skip.Path);
            if (skip.Line is { } line)
                json.WriteNumber("line", line);
            json.WriteString("reason", CleanWords.Of(skip.Reason));
            json.WriteString("detail", skip.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private void WriteSkips(CleanResult result)
    {
        foreach (var skip in result.Skips.Where(static skip => skip.Reason != SkipReason.Decided).Take(Shown))
            output.WriteLine(
                $"left {Printable.Of(skip.Path)}{(skip.Line is { } line ? $":{line}" : "")}: {Told(skip)}");
        if (result.Failed > Shown)
            output.WriteLine($"and {result.Failed - Shown} more, all with --json");
        if (result.Skips.Count > 0)
            output.WriteLine(
                "left: " + string.Join(", ", result.ByReason.Select(static left => $"{left.Files} {left.Reason}")));
    }

    private static string Told(CleanSkip skip) => skip.Reason switch
    {
        SkipReason.Gone => "it is not there any more",
        SkipReason.Changed => "it is not what it was when the plan was made",
        SkipReason.Link => "it, or a folder on its way, is a symbolic link now",
        SkipReason.KeeperGone => "the file that stays for it is not there any more",
        SkipReason.KeeperChanged => "the file that stays for it is not what it was",
        SkipReason.KeeperLink => "the file that stays for it, or a folder on its way, is a symbolic link now",
        SkipReason.SameFile => "it is the very file that stays",
        SkipReason.InTheWay => "something else stands there",
        SkipReason.FolderGone => "the folder that it was in is not there any more",
        SkipReason.OtherNames => "it has other names, which it would lose",
        SkipReason.ChangedSince => "its file was changed after records were taken out of it",
        SkipReason.WrittenAgain => "other records were taken out of its file already: undo that first",
        SkipReason.OtherBytes => "its bytes are not those of the file that stays",
        SkipReason.Deleted => "it was deleted",
        _ => Printable.Of(skip.Detail),
    };

    private static string Told(WhyKept why) => why switch
    {
        WhyKept.Label => "corrections, or taken back by their sender",
        WhyKept.Protected => "protected",
        WhyKept.Link => "symbolic links, or behind one",
        WhyKept.SameFile => "the very file that stays, under another path",
        WhyKept.Record => "in files of many documents that cannot be written again",
        WhyKept.Archive => "inside archives, which are never written",
        WhyKept.OtherNames => "in files of many documents that have several names",
        WhyKept.TooShort => "too short to be copies of anything",
        WhyKept.Relation => "of a relation that was not asked for",
        WhyKept.MoreThanWords => "hold more than words, or are of another format (--by-words)",
        WhyKept.Changed => "changed while the plan was made",
        _ => "with text of their own",
    };

    private void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
            write(json);
        output.WriteLine(Printable.Json(Encoding.UTF8.GetString(stream.ToArray())));
    }
}
