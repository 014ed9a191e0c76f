using System.Text;
using Dedupe.Clustering;
using Dedupe.Reporting;

namespace Dedupe.Live;

/// <summary>
/// A stored cluster as a line of clusters.jsonl: after a settlement the very bytes that the batch writes for it.
/// </summary>
internal static class StoredCluster
{
    /// <summary>Writes the line, without its end.</summary>
    /// <param name="json">Gets it.</param>
    /// <param name="store">Has the articles.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="members">Its members, in order.</param>
    public static void Write(
        LineWriter json, ILiveStore store, LiveCluster cluster, IReadOnlyList<LiveMember> members)
    {
        var articles = store.Read([.. members.Select(static member => member.Article)]);
        var documents = Array.ConvertAll(articles, article => Describe(article!, store));
        var line = new Cluster(
            cluster.Id, cluster.Reason, [.. members.Select((member, place) => new ClusterMember(documents, place)
            {
                Relation = member.Relation,
                Jaccard = member.Jaccard,
                Containment = member.Containment,
                Coverage = member.Coverage,
                ProseCoverage = member.ProseCoverage,
                IsFromRepresentative = member.IsFromRepresentative,
            })]);
        ClusterLine.Write(json, line, new DocumentIds(documents));
    }

    private static DocumentInfo Describe(LiveArticle article, ILiveStore store)
    {
        var document = article.Document;
        var id = Text(document.Id)!;
        var versions = store.ReadItem(Text(document.Source) ?? "", id)
            .Where(static version => version.State == LiveState.Present)
            .OrderBy(static version => version.Document.Version, ItemVersions.Order)
            .ToList();
        var place = versions.FindIndex(version => version.Number == article.Number);
        return new DocumentInfo(
            NameOf(document, place), Text(document.Title), Text(document.Source), document.Date, article.Words)
        {
            Agency = article.Agency,
            ItemId = id,
            Version = Text(document.Version),
            RevisionOf = place > 0 ? NameOf(versions[place - 1].Document, place - 1) : null,
            Status = Text(document.Status),
            Url = document.Url.Span.SequenceEqual(document.Id.Span) ? null : Text(document.Url),
            Label = ItemLabel.Of(document.Title.Span, document.Status.Span),
        };
    }

    // The first version keeps the id of the item, as in the batch.
    private static string NameOf(in Document document, int place) =>
        place > 0 ? $"{Text(document.Id)}#{Text(document.Version)}" : Text(document.Id)!;

    private static string? Text(ReadOnlyMemory<byte> text) =>
        text.IsEmpty ? null : Encoding.UTF8.GetString(text.Span);
}
