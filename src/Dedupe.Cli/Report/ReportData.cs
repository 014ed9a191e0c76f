using System.Text.Json;
using Dedupe.Cli.Views;

namespace Dedupe.Cli.Report;

/// <summary>
/// The clusters and links of a page as JSON inside it. The writer escapes what could end the script element that it
/// stands in.
/// </summary>
internal sealed class ReportData
{
    private const int MostMembers = 200;

    // A page with a few books in it would be slow to open.
    private const int LongestText = 60_000;

    private readonly Utf8JsonWriter json;
    private readonly ReportContent content;
    private readonly Dictionary<string, ReportMember> members = new(StringComparer.Ordinal);

    private ReportData(ReportContent content, Utf8JsonWriter json) => (this.content, this.json) = (content, json);

    /// <summary>The JSON.</summary>
    /// <param name="content">What is shown.</param>
    /// <param name="pages">The first id of each page of ids; none in a report of one file.</param>
    public static string Of(ReportContent content, IReadOnlyList<string> pages)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            new ReportData(content, writer).Write(pages);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(IReadOnlyList<string> pages)
    {
        json.WriteStartObject();
        if (content.Texts.Problem is { } problem)
            json.WriteString("noTexts", ShownText.Short(problem, 1000));
        json.WriteStartArray("clusters");
        foreach (var (cluster, facts, pairs) in content.Clusters)
            Write(cluster, facts, pairs);
        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (var link in content.Links)
            Write(link, isLink: true);
        json.WriteEndArray();
        json.WriteStartArray("pages");
        foreach (var first in pages)
            json.WriteStringValue(first);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(ReportCluster cluster, ClusterFacts facts, IReadOnlyList<ReportPair> pairs)
    {
        var (weight, signs) = Suspicion.Of(facts);
        json.WriteStartObject();
        json.WriteString("id", cluster.Id);
        json.WriteString("reason", cluster.Reason);
        json.WriteNumber("size", facts.Size);
        json.WriteNumber("weight", Math.Round(weight, 3));
        Strings("signs", signs);
        Strings(
            "relations",
            cluster.Copies.Select(static copy => copy.Relation)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal));
        // Those that pairs are shown of have to be among the members that are.
        var paired = pairs.SelectMany(static pair => (string[])[pair.A, pair.B]).ToHashSet(StringComparer.Ordinal);
        json.WriteStartArray("members");
        Write(cluster.Kept);
        foreach (var copy in cluster.Copies.OrderByDescending(copy => paired.Contains(copy.Id)).Take(MostMembers - 1))
            Write(copy);
        json.WriteEndArray();
        json.WriteStartArray("pairs");
        foreach (var pair in pairs)
            Write(pair, isLink: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(ReportMember member)
    {
        members[member.Id] = member;
        json.WriteStartObject();
        json.WriteString("id", ShownText.Short(member.Id, 1000));
        Text("title", member.Title is null ? null : ShownText.Short(member.Title));
        Text("source", member.Source is null ? null : ShownText.Short(member.Source));
        Text("date", member.Date);
        Text("url", member.Url);
        Text("label", member.Label);
        Text("version", member.Version);
        json.WriteString("relation", member.Relation);
        json.WriteNumber("jaccard", member.Jaccard);
        json.WriteNumber("coverage", member.Coverage);
        json.WriteEndObject();
    }

    private void Write(ReportPair pair, bool isLink)
    {
        json.WriteStartObject();
        json.WriteString("a", ShownText.Short(pair.A, 1000));
        json.WriteString("b", ShownText.Short(pair.B, 1000));
        if (isLink)
        {
            json.WritePropertyName("first");
            Write(members.GetValueOrDefault(pair.A) ?? Unknown(pair.A));
            json.WritePropertyName("second");
            Write(members.GetValueOrDefault(pair.B) ?? Unknown(pair.B));
        }

        json.WriteString("relation", pair.Relation);
        json.WriteNumber("jaccard", pair.Jaccard);
        json.WriteNumber("proseA", pair.ProseA);
        json.WriteNumber("proseB", pair.ProseB);
        Text("direction", Direction(pair.Direction));
        var (a, b) = (content.Texts.Of(pair.A), content.Texts.Of(pair.B));
        WriteDifferences(pair, a, b);
        if (a is { Length: <= LongestText } && b is { Length: <= LongestText })
            RowsJson.Write(json, PairRows.Of(pair, a, b));
        json.WriteEndObject();
    }

    private static ReportMember Unknown(string id) => new(id, "", 0, 0, null, null, null, null, null, null);

    private static string? Direction(string? direction) => direction switch
    {
        "a-from-b" => "the first from the second",
        "b-from-a" => "the second from the first",
        _ => null,
    };

    private void WriteDifferences(ReportPair pair, string? a, string? b)
    {
        json.WriteStartArray("differences");
        if (a is not null && b is not null)
        {
            var (left, right) = (new CodePointText(a), new CodePointText(b));
            foreach (var difference in pair.Differences.Take(50))
            {
                json.WriteStartArray();
                json.WriteStringValue(Names.Of(difference.Kind));
                json.WriteStringValue(Slice(left, difference.A));
                json.WriteStringValue(Slice(right, difference.B));
                json.WriteEndArray();
            }
        }

        json.WriteEndArray();

        static string Slice(CodePointText text, TextRange range) =>
            ShownText.Short(text.Slice(range.Start, range.Start + range.Length));
    }

    private void Strings(string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    // What is not known is left out.
    private void Text(string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
