using System.Globalization;
using Dedupe.Clustering;

namespace Dedupe.Reporting;

/// <summary>A line of clusters.jsonl.</summary>
internal static class ClusterLine
{
    // ISO 8601 in UTC; fractions of a second only where there are some.
    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>Writes one cluster with all its members, the representative first.</summary>
    public static void Write(LineWriter json, Cluster cluster, DocumentIds ids)
    {
        json.BeginObject();
        json.Text("cluster"u8, cluster.Id);
        json.Text("representative"u8, ids[cluster.Representative.Number]);
        json.Text("reason"u8, cluster.Reason);
        json.Number("size"u8, cluster.Members.Count);
        json.BeginArray("members"u8);
        foreach (var member in cluster.Members)
        {
            json.BeginObject();
            json.Text("id"u8, ids[member.Number]);
            json.Text("relation"u8, Names.Of(member.Relation));
            json.Share("jaccard"u8, member.Jaccard);
            json.Share("containment"u8, member.Containment);
            json.Share("coverage"u8, member.Coverage);
            json.Share("proseCoverage"u8, member.ProseCoverage);
            if (member.IsFromRepresentative)
                json.Text("from"u8, ids[cluster.Representative.Number]);
            if (ids.AgencyOf(member.Number) is { } agency)
                json.Text("agency"u8, agency);
            if (ids.IsEarlier(member.Number))
                json.True("earlier"u8);
            WriteItem(json, member.Number, ids);
            WriteFacts(json, member.Number, ids);
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }

    // What is known of the item that a member is a version of.
    private static void WriteItem(LineWriter json, int document, DocumentIds ids)
    {
        if (ids.RevisionOf(document) is { IsEmpty: false } before)
        {
            json.Text("item"u8, ids.ItemOf(document));
            json.Text("revisionOf"u8, before);
        }

        if (ids.VersionOf(document) is { IsEmpty: false } version)
            json.Text("version"u8, version);
        if (ids.StatusOf(document) is { IsEmpty: false } status)
            json.Text("status"u8, status);
        if (ItemLabel.Of(ids.TitleOf(document), ids.StatusOf(document)) is { } label)
            json.Text("label"u8, label);
        if (ids.UrlOf(document) is { IsEmpty: false } url)
            json.Text("url"u8, url);
    }

    // What people want to see of a member without looking its id up. What is not known is left out.
    private static void WriteFacts(LineWriter json, int document, DocumentIds ids)
    {
        var title = ids.TitleOf(document);
        if (!title.IsEmpty)
            json.Text("title"u8, title);
        if (ids.SourceOf(document) is { } source)
            json.Text("source"u8, source);
        if (ids.DateOf(document) is { } date)
            json.Text("date"u8, date.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture));
        if (ids.FileOf(document) is { } file)
            json.Text("file"u8, file);
        if (ids.EncodingOf(document) is { } encoding)
            json.Text("encoding"u8, encoding);
    }
}
