using System.Globalization;
using Dedupe.Clustering;
using Dedupe.Verification;

namespace Dedupe.Cli.Views;

/// <summary>
/// The result of a run for a person to read: clusters, links, totals. Ids stand whole and unbroken, so that the report
/// can be searched.
/// </summary>
/// <param name="output">Where it goes.</param>
/// <param name="ink">Its styles.</param>
/// <param name="width">Columns of the terminal; null when it is none, and lines may have any length.</param>
internal sealed class ClusterReport(TextWriter output, Ink ink, int? width)
{
    private const int RelationWidth = 16;
    private const int ShareWidth = 5;
    private const int WidestIdColumn = 48;

    /// <summary>Clusters, members of one cluster, and links that are shown; more are told as a number.</summary>
    public const int MostShown = 30;

    /// <summary>Whether all are shown.</summary>
    public bool All { get; init; }

    private int Most => All ? int.MaxValue : MostShown;

    public void Write(DedupeResult result)
    {
        foreach (var cluster in result.Clusters.Take(Most))
            WriteCluster(cluster, result.Documents);
        if (WriteMore(result.Clusters.Count))
            output.WriteLine();
        WriteLinks(result);
        WriteLegend(result);
        Totals.Write(output, result.Summary);
    }

    private void WriteCluster(Cluster cluster, IReadOnlyList<DocumentInfo> documents)
    {
        var idWidth = Math.Min(
            cluster.Members.Take(Most).Max(member => Columns.Of(DocumentText.Id(documents[member.Number]))),
            WidestIdColumn);
        output.WriteLine(ink.Bold(DocumentText.Title(documents[cluster.Representative.Number])));
        if (Agencies.Of(cluster.Members.Select(member => documents[member.Number].Agency)) is { } agencies)
            output.WriteLine($"  {agencies}");
        foreach (var member in cluster.Members.Take(Most))
        {
            var document = documents[member.Number];
            var origin = DocumentText.Origin(document);
            if (member.Number == cluster.Representative.Number)
                WriteMember(
                    ink.Bold("kept".PadRight(RelationWidth)), "", document, idWidth,
                    Join(origin, $"({Reason(cluster)})"));
            else
                WriteMember(
                    Relation(member.Relation), Share(member.Relation, member.Coverage, member.ProseCoverage), document,
                    idWidth, origin);
        }

        WriteMore(cluster.Members.Count);
        output.WriteLine();
    }

    // Whether some were left out.
    private bool WriteMore(int count)
    {
        if (count <= Most)
            return false;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"… and {count - Most:#,0} more; -o DIR for all, --all to show them here"));
        return true;
    }

    private void WriteMember(string relation, string share, DocumentInfo document, int idWidth, string rest)
    {
        var id = DocumentText.Id(document);
        var start = $"  {relation}{share,ShareWidth}  ";
        var indent = 2 + RelationWidth + ShareWidth + 2;
        if (rest.Length == 0)
            output.WriteLine(start + id);
        else if (width is { } columns && indent + Math.Max(Columns.Of(id), idWidth) + 2 + Columns.Of(rest) > columns)
            output.WriteLine($"{start}{id}\n{new string(' ', indent)}{ink.Dim(rest)}");
        else
            output.WriteLine($"{start}{Columns.Pad(id, idWidth)}  {ink.Dim(rest)}");
    }

    private void WriteLinks(DedupeResult result)
    {
        var clusterOf = new Dictionary<int, string>();
        foreach (var cluster in result.Clusters)
        {
            foreach (var member in cluster.Members)
                clusterOf[member.Number] = cluster.Id;
        }

        var links = result.Pairs.Where(pair => pair.Relation >= Dedupe.Relation.Quote && !Together(pair, clusterOf))
            .ToList();
        if (links.Count == 0)
            return;
        output.WriteLine(ink.Bold("Links: text in common, not one cluster"));
        foreach (var pair in links.OrderByDescending(pair => pair.Relation).ThenBy(pair => pair.A).ThenBy(pair =>
            pair.B).Take(Most))
            WriteLink(pair, result.Documents);
        WriteMore(links.Count);
        output.WriteLine();
    }

    private void WriteLink(VerifiedPair pair, IReadOnlyList<DocumentInfo> documents)
    {
        var (a, b) = (DocumentText.Id(documents[pair.A]), DocumentText.Id(documents[pair.B]));
        var share = pair.Relation <= Dedupe.Relation.Quote ? ""
            : pair.SameTitle ? "title"
            : Share(
                pair.Relation, Math.Max(pair.CoverageA, pair.CoverageB),
                Math.Max(pair.ProseCoverageA, pair.ProseCoverageB));
        var start = $"  {Relation(pair.Relation)}{share,ShareWidth}  ";
        var indent = 2 + RelationWidth + ShareWidth + 2;
        output.WriteLine(width is { } columns && indent + Columns.Of(a) + 3 + Columns.Of(b) > columns
            ? $"{start}{a}\n{new string(' ', indent)}{b}"
            : $"{start}{a}   {b}");
    }

    private string Relation(Relation relation) => ink.Of(relation, Names.Of(relation).PadRight(RelationWidth));

    // An identical text needs no number; and what proof of reuse leaves out of the count would look like a difference
    // there.
    private static string Share(Relation relation, double coverage, double prose) => relation switch
    {
        Dedupe.Relation.Identical => "",
        Dedupe.Relation.NearDuplicate => DocumentText.Percent(coverage),
        _ => DocumentText.Percent(prose),
    };

    private void WriteLegend(DedupeResult result)
    {
        var relations = result.Clusters.SelectMany(
            static cluster => cluster.Members.Where(member => member.Number != cluster.Representative.Number))
            .Select(static member => member.Relation).ToHashSet();
        if (relations.Contains(Dedupe.Relation.Identical))
            output.WriteLine(ink.Dim("identical: the same text as the kept one"));
        if (relations.Contains(Dedupe.Relation.NearDuplicate))
            output.WriteLine(
                ink.Dim("near-duplicate: the share of its words that stand in the kept one, word for word"));
        if (relations.Contains(Dedupe.Relation.Derived)
            || result.Pairs.Any(static pair => pair.Relation == Dedupe.Relation.Partial))
            output.WriteLine(
                ink.Dim(
                    "derived, partial: the share of its words that are copied prose; quotations and boilerplate do " +
                    "not count"));
    }

    private static bool Together(VerifiedPair pair, Dictionary<int, string> clusterOf) =>
        clusterOf.TryGetValue(pair.A, out var first)
            && clusterOf.TryGetValue(pair.B, out var second)
            && first == second;

    private static string Reason(Cluster cluster) => cluster.Members.Count == 1 ? "no copies" : cluster.Reason;

    private static string Join(string origin, string reason) => origin.Length == 0 ? reason : $"{origin}  {reason}";
}
