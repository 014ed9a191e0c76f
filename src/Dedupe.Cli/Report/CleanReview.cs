using System.Text;
using System.Text.Json;
using Dedupe.Cleaning;
using Dedupe.Reporting;

namespace Dedupe.Cli.Report;

/// <summary>
/// The page on which a plan is reviewed: what goes beside what stays, with a switch for each file and a button that
/// saves the decisions for <c>clean apply --decisions</c>. Those come first that have most words of their own.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="totals">The same in numbers.</param>
/// <param name="run">The run that it was made of.</param>
internal sealed class CleanReview(CleanPlan plan, CleanTotals totals, string run)
{
    /// <summary>Its name in the folder of a plan.</summary>
    public const string FileName = "review.html";

    /// <summary>Files with a switch, at most.</summary>
    public const int MostShown = 2000;

    private const int MostTexts = 300;
    private const int LongestText = 60_000;

    /// <summary>Makes the page.</summary>
    /// <exception cref="InvalidDataException">The results of the run cannot be read.</exception>
    /// <exception cref="IOException">The same.</exception>
    public async Task<string> PageAsync(CancellationToken cancellationToken)
    {
        var shown = plan.Removals.OrderByDescending(static removal => removal.LostWords)
            .ThenByDescending(static removal => removal.OwnShare)
            .ThenBy(static removal => removal.Number)
            .Take(MostShown)
            .ToList();
        var withTexts = shown.Take(MostTexts).ToList();
        var pairs = Pairs(withTexts, cancellationToken);
        var texts = await ReportTexts.ReadAsync(
            run, [.. withTexts.SelectMany(static removal => (string[])[removal.Victim.Id, removal.Keeper.Id])
                .Distinct(StringComparer.Ordinal)
                .Select(static id => new ReportMember(id, "", 0, 0, null, null, null, null, null, null))],
            cancellationToken);
        return PageFrame.Of(
            "Dedupe: a plan to clean up", Body(shown.Count),
            PageFrame.Asset("sides.js") + PageFrame.Asset("clean.js"), Data(shown, pairs, texts));
    }

    private HtmlText Body(int shown)
    {
        var html = new HtmlText();
        html.AddMarkup("<a class=\"skip\" href=\"#files-title\">To the files</a>\n<header>\n");
        html.Add($"<h1>A plan to clean up</h1>\n");
        html.Add($"<p class=\"soft\">{string.Join(", ", plan.Roots.Select(static root =>
            ShownText.Short(Sources.RawPath.Show(root.Path))))}. Nothing was touched yet.</p>\n");
        html.AddMarkup("</header>\n<main>\n<h2>Totals</h2>\n<dl class=\"totals\">\n");
        foreach (var (label, number) in ((string, long)[])[("Documents", totals.Documents), ("May go", totals.Removals),
            ("Records of these", totals.Records), ("Same to the last byte", totals.SameBytes),
            ("Words that go", totals.Words), ("Of these in no copy that stays", totals.LostWords)])
            html.Add($"<div><dt>{label}</dt><dd>{number:#,0}</dd></div>\n");
        html.AddMarkup("</dl>\n");
        if (totals.Kept.Count > 0)
        {
            html.AddMarkup("<h3>Copies that stay</h3>\n").BeginTable("Copies that stay", "kept", "Reason", "#Files");
            foreach (var (why, count) in totals.Kept)
                html.AddRow(CleanWords.Of(why), count);
            html.EndTable();
        }

        html.AddMarkup("<h2 id=\"files-title\">What may go</h2>\n" + PageFrame.Asset("clean.html"));
        if (shown < plan.Removals.Count)
            html.Add(
                $"<p class=\"note\">{plan.Removals.Count - shown:#,0} more go that are not listed here: all are in " +
                $"plan.jsonl.</p>\n");
        return html.AddMarkup("</main>\n");
    }

    // The pairs of a victim and its keeper, in the order of their ids in the file.
    private Dictionary<(string A, string B), ReportPair> Pairs(
        IReadOnlyCollection<PlannedRemoval> removals, CancellationToken cancellationToken)
    {
        var wanted = removals.SelectMany(static removal => ((string, string)[])
            [(removal.Victim.Id, removal.Keeper.Id), (removal.Keeper.Id, removal.Victim.Id)]).ToHashSet();
        var found = new Dictionary<(string, string), ReportPair>();
        if (wanted.Count == 0)
            return found;
        ByteLines.Read(Path.Combine(run, ResultFolder.PairsName), (line, _) =>
        {
            var ids = ResultJson.Ids(line);
            if (wanted.Contains(ids))
                found[ids] = ResultJson.Pair(line);
        }, cancellationToken);
        return found;
    }

    private string Data(
        IReadOnlyList<PlannedRemoval> shown, Dictionary<(string A, string B), ReportPair> pairs, ReportTexts texts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("plan", plan.Hash);
            json.WriteStartArray("files");
            foreach (var removal in shown)
                Write(json, removal, pairs, texts);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(
        Utf8JsonWriter json, PlannedRemoval removal, Dictionary<(string A, string B), ReportPair> pairs,
        ReportTexts texts)
    {
        json.WriteStartObject();
        json.WriteNumber("n", removal.Number);
        json.WriteString("victim", PathOf(removal.Victim));
        json.WriteString("keeper", PathOf(removal.Keeper));
        json.WriteString("relation", Names.Of(removal.Relation));
        json.WriteNumber("words", removal.Words);
        json.WriteNumber("lost", removal.LostWords);
        json.WriteShare("own", removal.OwnShare);
        json.WriteBoolean("same", removal.HasSameBytes);
        // The text of a record is as long as people see it; only files have a size of their own.
        json.WriteString("size", removal.Victim.Record is null
            ? ByteSize.Format(removal.Victim.Size)
            : $"a record of {ByteSize.Format(removal.Victim.Size)}");
        json.WriteString("written", PlanLine.Time(removal.Victim.Written)[..10]);
        if (texts.Of(removal.Victim.Id) is { Length: <= LongestText } victim
            && texts.Of(removal.Keeper.Id) is { Length: <= LongestText } keeper)
            WriteTexts(json, removal, pairs, victim, keeper);
        json.WriteEndObject();
    }

    private static void WriteTexts(
        Utf8JsonWriter json, PlannedRemoval removal, Dictionary<(string A, string B), ReportPair> pairs,
        string victim, string keeper)
    {
        var (a, b) = (removal.Victim.Id, removal.Keeper.Id);
        if (pairs.TryGetValue((a, b), out var pair))
            RowsJson.Write(json, PairRows.Of(pair, victim, keeper));
        else if (pairs.TryGetValue((b, a), out var turned))
            RowsJson.Write(
                json, [.. PairRows.Of(turned, keeper, victim).Select(static row => new TextRow(row.Right, row.Left))]);
        else
            json.WriteString("text", ShownText.Of(victim));
    }

    private string PathOf(PlannedFile file) => ShownText.Short(
        Sources.RawPath.Show(plan.Roots.Count > 1 ? Path.Combine(plan.Roots[file.Root].Path, file.Path) : file.Path)
        + (file.Record is { } record ? $":{record.Line} ({record.Item})" : ""),
        1000);
}
