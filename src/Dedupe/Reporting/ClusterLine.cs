using System.Text.Json;
using Dedupe.Clustering;

namespace Dedupe.Reporting;

/// <summary>A line of clusters.jsonl.</summary>
internal static class ClusterLine
{
    /// <summary>Writes one cluster with all its members, the representative first.</summary>
    public static void Write(Utf8JsonWriter json, Cluster cluster, DocumentIds ids)
    {
        json.WriteStartObject();
        json.WriteString("cluster", cluster.Id);
        json.WriteString("representative", ids[cluster.Representative]);
        json.WriteString("reason", cluster.Reason);
        json.WriteNumber("size", cluster.Members.Count);
        json.WriteStartArray("members");
        foreach (var member in cluster.Members)
        {
            json.WriteStartObject();
            json.WriteString("id", ids[member.Document]);
            json.WriteString("relation", Names.Of(member.Relation));
            json.WriteShare("jaccard", member.Jaccard);
            json.WriteShare("containment", member.Containment);
            json.WriteShare("coverage", member.Coverage);
            json.WriteShare("proseCoverage", member.ProseCoverage);
            if (member.IsFromRepresentative)
                json.WriteString("from", ids[cluster.Representative]);
            if (ids.AgencyOf(member.Document) is { } agency)
                json.WriteString("agency", agency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
