using System.Globalization;
using System.Text.Json;
using Dedupe.Signing;

namespace Dedupe.Cli.Report;

/// <summary>The page of a run: figures, charts, tables, and the place where the script puts the clusters.</summary>
/// <param name="figures">The run as a whole.</param>
/// <param name="rejected">What was rejected.</param>
internal sealed class ReportPage(ReportFigures figures, RejectedInput rejected)
{
    private const int MostRows = 25;

    /// <summary>The body of the page.</summary>
    /// <param name="name">What the run is called.</param>
    /// <param name="content">What is shown one by one.</param>
    /// <param name="isFolder">Whether pages with all clusters stand beside it.</param>
    public HtmlText Body(string name, ReportContent content, bool isFolder)
    {
        var html = new HtmlText();
        html.AddMarkup("<a class=\"skip\" href=\"#clusters-title\">To the clusters</a>\n<header>\n");
        html.Add($"<h1>{name}</h1>\n<p class=\"soft\">{About()}</p>\n");
        html.AddMarkup(PageFrame.Asset("nav.html") + "</header>\n<main>\n");
        Totals(html);
        Charts(html);
        Sources(html);
        Clusters(html, content, isFolder);
        Links(html);
        Rejected(html);
        return html.AddMarkup("</main>\n");
    }

    private string About()
    {
        var inputs = string.Join(", ", figures.Inputs.Take(5).Select(static input => ShownText.Short(input)));
        if (figures.Inputs.Count > 5)
            inputs += string.Create(CultureInfo.InvariantCulture, $" and {figures.Inputs.Count - 5:#,0} more");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{inputs}. Run of {Words("finished")} by dedupe {Words("version").Split('+')[0]}, " +
            $"{Number("seconds"):0.0} s.");
    }

    private void Totals(HtmlText html)
    {
        html.AddMarkup("<h2 id=\"totals\">Totals</h2>\n<dl class=\"totals\">\n");
        foreach (var (label, name) in ((string, string)[])[("Documents", "accepted"), ("Clusters", "clusters"),
            ("Copies in them", "duplicates"), ("Rejected", "rejected"), ("Too short to judge", "tooShort")])
            html.Add($"<div><dt>{label}</dt><dd>{(long)Number(name):#,0}</dd></div>\n");
        html.AddMarkup("</dl>\n<h3>Relations</h3>\n");
        html.BeginTable(
            "Relations", "relations", "Relation", "What it means", "#Pairs", "#Copies in clusters");
        foreach (var (relation, meaning) in Meanings)
        {
            html.AddRow(
                Names.Of(relation), meaning, figures.Pairs.GetValueOrDefault(relation),
                figures.Copies.GetValueOrDefault(Names.Of(relation)));
        }

        html.EndTable();
    }

    private static (Relation Relation, string Meaning)[] Meanings =>
    [
        (Relation.Identical, "The same text."),
        (Relation.NearDuplicate, "The same item, edited: a new headline, a cut end, a corrected figure."),
        (Relation.Derived, "A fifth or more is the other's, or a common source's, prose about the same event."),
        (Relation.Partial, "A sentence or two of prose in common, a minor part of both. A link, no cluster."),
        (Relation.Quote, "Only quotations are in common. A link, no cluster."),
        (Relation.Template, "Only boilerplate or a form is in common. A link, no cluster."),
    ];

    private void Charts(HtmlText html)
    {
        html.AddMarkup("<h2 id=\"charts\">Charts</h2>\n<div class=\"charts\">\n");
        if (figures.Sizes.Count > 0)
        {
            var sizes = SizeSteps.Of(figures.Sizes);
            Figure(html, "Clusters by size", SvgChart.Bars(
                "Clusters by size", $"Most have {sizes.MaxBy(static one => one.Count).Label} members.", sizes,
                logarithmic: sizes.Max(static one => one.Count) > 100));
            var shares = figures.Coverage;
            Figure(html, "Copies by coverage: the share of a copy that stands in the kept one", SvgChart.Bars(
                "Copies by coverage", $"{shares.Counts[^1]} of {shares.Total} are covered by 95 % or more.",
                Labelled(shares)));
        }

        foreach (var (relation, similarity) in figures.Similarity.OrderByDescending(static one => one.Key)
            .Where(static one => one.Key is Relation.NearDuplicate or Relation.Derived or Relation.Partial))
            Figure(html, $"Pairs that are {Names.Of(relation)}, by Jaccard similarity", SvgChart.Bars(
                $"Pairs that are {Names.Of(relation)}, by similarity",
                $"{similarity.Total} pairs.", Labelled(similarity)));
        var time = TimeSteps.Of(figures.Days);
        if (time.Count > 1)
            Figure(html, "Copies over time", SvgChart.Bars(
                "Copies over time", $"Most in {time.MaxBy(static one => one.Count).Label}.", time));
        Curve(html);
        html.AddMarkup("</div>\n");
    }

    private void Curve(HtmlText html)
    {
        var options = figures.Summary.GetProperty("options");
        var signing = options.GetProperty("signing");
        var threshold = options.GetProperty("threshold").GetDouble();
        var plan = BandingPlan.For(
            threshold, signing.GetProperty("recall").GetDouble(), signing.GetProperty("signatureSize").GetInt32());
        Figure(
            html, $"Chance to become a candidate, by similarity: {plan.Bands} bands of {plan.RowsPerBand} rows",
            SvgChart.Curve(
                "Chance to become a candidate of the near tier",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Half of the pairs are found at {plan.HalfPoint:0.00}; the threshold is {threshold:0.##}."),
                plan.CandidateProbability, threshold, "Jaccard similarity; the dashed line is the threshold"));
    }

    private static List<(string Label, long Count)> Labelled(Histogram histogram) =>
    [
        .. histogram.Counts.Select(static (count, step) =>
            (((double)step / Histogram.Steps).ToString("0.00", CultureInfo.InvariantCulture), count))
    ];

    private static void Figure(HtmlText html, string caption, string svg) =>
        html.Add($"<figure><figcaption>{caption}</figcaption>").AddMarkup(svg).AddMarkup("</figure>\n");

    private void Sources(HtmlText html)
    {
        html.AddMarkup("<h2 id=\"sources\">Sources</h2>\n");
        if (!figures.Sources.IsKnown)
        {
            html.AddMarkup("<p>No document in a cluster names its source.</p>\n");
            return;
        }

        var all = figures.Sources.Totals;
        var shown = all.Take(SourceMatrix.Most).Select(static one => one.Source).ToList();
        html.AddMarkup("<p>Rows: whose text was kept. Columns: who has the copies.</p>\n");
        html.BeginTable(
            "Copies by source", "matrix", ["Kept", .. shown.Select(static copy => ShownText.Short(copy, 40))]);
        var most = Math.Max(1, shown.Max(kept => shown.Max(copy => figures.Sources.Of(kept, copy))));
        foreach (var kept in shown.Where(kept => shown.Exists(copy => figures.Sources.Of(kept, copy) > 0)))
        {
            html.Add($"<tr><th scope=\"row\">{ShownText.Short(kept, 40)}</th>");
            foreach (var count in shown.Select(copy => figures.Sources.Of(kept, copy)))
                html.Add($"<td class=\"h{Shade(count, most)}\">{Cell(count)}</td>");
            html.AddMarkup("</tr>\n");
        }

        html.EndTable();
        if (all.Count > shown.Count)
            html.Add(
                $"<p class=\"soft\">{all.Count - shown.Count:#,0} more sources have fewer documents in " +
                $"clusters.</p>\n");
    }

    private void Clusters(HtmlText html, ReportContent content, bool isFolder)
    {
        html.AddMarkup("<h2 id=\"clusters-title\">Clusters</h2>\n");
        if (content.Texts.Problem is { } problem)
            html.Add($"<p class=\"note\">{ShownText.Short(problem, 1000)}</p>\n");
        if (content.Clusters.Count < figures.Clusters.Count)
            html.Add(
                $"<p>The largest and the most suspicious {content.Clusters.Count:#,0} of " +
                $"{figures.Clusters.Count:#,0} are here with their texts.</p>\n");
        if (isFolder)
            html.AddMarkup(PageFrame.Asset("find.html"));
        html.AddMarkup(PageFrame.Asset("tools.html"));
    }

    private static string Cell(long count) => count == 0 ? "" : count.ToString("#,0", CultureInfo.InvariantCulture);

    // Four shades by order of magnitude: counts differ by far more than colours can.
    private static int Shade(long count, long most) =>
        count == 0 ? 0 : 1 + (int)(2 * Math.Log(count) / Math.Max(1, Math.Log(most)));

    private void Links(HtmlText html)
    {
        html.AddMarkup("<h2 id=\"links-title\">Links: text in common, not one cluster</h2>\n");
        foreach (var (relation, links) in figures.Links.OrderByDescending(static link => link.Key))
            html.Add(
                $"<p>{Names.Of(relation)}: {links.Count:#,0} pairs, {Math.Min(links.Count, LinkSample.Most):#,0} of " +
                $"them here.</p>\n");
        html.AddMarkup("<div id=\"links\"></div>\n");
    }

    private void Rejected(HtmlText html)
    {
        html.AddMarkup("<h2 id=\"rejected\">Not read</h2>\n");
        if (rejected.Total == 0)
            html.AddMarkup("<p>Nothing was rejected.</p>\n");
        else
        {
            html.BeginTable("Rejected input", "rejected", "Reason", "#Documents", "Such as");
            foreach (var (reason, count, example) in rejected.ByReason)
                html.AddRow(reason, count, ShownText.Short(example));
            html.EndTable();
        }

        if (!figures.Summary.TryGetProperty("passedOver", out var over) || over.GetProperty("files").GetInt64() == 0)
            return;
        html.AddMarkup("<p>Files of folders that were passed over, by kind:</p>\n<ul>\n");
        var kinds = over.GetProperty("byKind").EnumerateObject();
        foreach (var kind in kinds.OrderByDescending(static one => one.Value.GetInt64()).Take(MostRows))
            html.Add($"<li>{ShownText.Short(kind.Name)}: {kind.Value.GetInt64():#,0}</li>\n");
        html.AddMarkup("</ul>\n");
    }

    private double Number(string name) =>
        figures.Summary.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : 0;

    private string Words(string name) =>
        figures.Summary.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "unknown";
}
