using Dedupe.Clustering;

namespace Dedupe.Reporting;

/// <summary>A line of clusters.jsonl.</summary>
internal static class ClusterLine
{
    /// <summary>Writes one cluster with all its members, the representative first.</summary>
    public static void Write(LineWriter json, Cluster cluster, DocumentIds ids)
    {
        json.BeginObject();
        json.Text("cluster"u8, cluster.Id);
        json.Text("representative"u8, ids[cluster.Representative]);
        json.Text("reason"u8, cluster.Reason);
        json.Number("size"u8, cluster.Members.Count);
        json.BeginArray("members"u8);
        foreach (var member in cluster.Members)
        {
            json.BeginObject();
            json.Text("id"u8, ids[member.Document]);
            json.Text("relation"u8, Names.Of(member.Relation));
            json.Share("jaccard"u8, member.Jaccard);
            json.Share("containment"u8, member.Containment);
            json.Share("coverage"u8, member.Coverage);
            json.Share("proseCoverage"u8, member.ProseCoverage);
            if (member.IsFromRepresentative)
                json.Text("from"u8, ids[cluster.Representative]);
            if (ids.AgencyOf(member.Document) is { } agency)
                json.Text("agency"u8, agency);
            if (ids.IsEarlier(member.Document))
                json.True("earlier"u8);
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }
}
