using System.Globalization;
using Dedupe.Reporting;

namespace Dedupe.Cli.Report;

/// <summary>
/// All clusters of a run as pages without texts, and pages that lead from each document to its cluster. They need no
/// script.
/// </summary>
/// <param name="directory">The run directory.</param>
/// <param name="folder">The folder of the report.</param>
internal sealed class ClusterPages(string directory, string folder)
{
    private const int ClustersOfPage = 500;
    private const int IdsOfPage = 5000;
    private const int MembersShown = 1000;

    /// <summary>Writes them. Memory: the ids of all documents in clusters.</summary>
    /// <param name="figures">The run as a whole.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The first id of each page of ids.</returns>
    /// <exception cref="IOException">A page cannot be written.</exception>
    public IReadOnlyList<string> Write(ReportFigures figures, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "clusters"));
        Directory.CreateDirectory(Path.Combine(folder, "find"));
        Clear("clusters");
        Clear("find");
        var pages = Math.Max(1, (figures.Clusters.Count + ClustersOfPage - 1) / ClustersOfPage);
        var ids = new List<(string Id, string Cluster, int Page)>();
        var (page, held, number) = (1, new HtmlText(), 0);
        ByteLines.Read(Path.Combine(directory, ResultFolder.ClustersName), (line, _) =>
        {
            var cluster = ResultJson.Cluster(line);
            Add(held, cluster);
            foreach (var member in cluster.Members)
                ids.Add((member.Id, cluster.Id, page));
            if (++number % ClustersOfPage == 0)
                (page, held) = Written(held, page, pages);
        }, cancellationToken);
        if (page <= pages)
            Written(held, page, pages);
        return WriteIds(ids, cancellationToken);
    }

    private (int Page, HtmlText Empty) Written(HtmlText clusters, int page, int pages)
    {
        var body = new HtmlText().AddMarkup("<header>\n").Add($"<h1>Clusters, page {page:#,0} of {pages:#,0}</h1>\n");
        body.AddMarkup("<nav aria-label=\"Pages\"><ul><li><a href=\"../index.html\">The report</a></li>");
        if (page > 1)
            body.AddMarkup($"<li><a href=\"{Name(page - 1)}\">The page before</a></li>");
        if (page < pages)
            body.AddMarkup($"<li><a href=\"{Name(page + 1)}\">The next page</a></li>");
        body.AddMarkup("</ul></nav>\n</header>\n<main>\n").Add($"{clusters}").AddMarkup("</main>\n");
        ReportWriter.Write(
            Path.Combine(folder, "clusters", Name(page)),
            PageFrame.Of(string.Create(CultureInfo.InvariantCulture, $"Clusters, page {page}"), body));
        return (page + 1, new HtmlText());
    }

    private static void Add(HtmlText html, ReportCluster cluster)
    {
        html.Add($"<section id=\"c-{cluster.Id}\"><h2>{ShownText.Short(cluster.Kept.Title ?? cluster.Kept.Id)}</h2>\n");
        html.BeginTable("Members", "members", "Document", "Title", "Source", "Date", "Relation", "#Jaccard");
        foreach (var member in cluster.Members.Take(MembersShown))
        {
            html.AddRow(
                ShownText.Short(member.Id, 1000), ShownText.Short(member.Title ?? ""),
                ShownText.Short(member.Source ?? ""), member.Date ?? "",
                member.Id == cluster.Representative ? $"kept ({cluster.Reason})" : member.Relation, member.Jaccard);
        }

        html.EndTable();
        if (cluster.Members.Count > MembersShown)
            html.Add($"<p class=\"soft\">{cluster.Members.Count - MembersShown:#,0} more are in clusters.jsonl.</p>\n");
        html.AddMarkup("</section>\n");
    }

    private List<string> WriteIds(List<(string Id, string Cluster, int Page)> ids, CancellationToken cancellationToken)
    {
        ids.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        var firsts = new List<string>();
        for (var at = 0; at < ids.Count; at += IdsOfPage)
        {
            cancellationToken.ThrowIfCancellationRequested();
            firsts.Add(ids[at].Id);
            var body = new HtmlText().AddMarkup(
                "<header>\n<h1>Documents in clusters</h1>\n<p><a href=\"../index.html\">The " +
                "report</a></p>\n</header>\n<main>\n<ul>\n");
            foreach (var (id, cluster, page) in ids.Skip(at).Take(IdsOfPage))
                body.Add(
                    $"<li><a href=\"../clusters/{Name(page)}#c-{cluster}\" " +
                    $"dir=\"auto\">{ShownText.Short(id, 1000)}</a></li>\n");
            body.AddMarkup("</ul>\n</main>\n");
            ReportWriter.Write(
                Path.Combine(folder, "find", Name(firsts.Count)), PageFrame.Of("Documents in clusters", body));
        }

        return firsts;
    }

    // Pages of a report before this one, which may have had more of them; other files stay.
    private void Clear(string part)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, part), "?????.html"))
        {
            if (Path.GetFileNameWithoutExtension(file).All(char.IsAsciiDigit))
                File.Delete(file);
        }
    }

    private static string Name(int page) => string.Create(CultureInfo.InvariantCulture, $"{page:00000}.html");
}
