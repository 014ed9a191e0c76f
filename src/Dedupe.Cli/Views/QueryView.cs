using System.Globalization;
using System.Text;
using System.Text.Json;
using Dedupe.Service.Pushing;

namespace Dedupe.Cli.Views;

/// <summary>What a document is a copy of, as a live index answers it.</summary>
/// <param name="output">Where it is shown.</param>
/// <param name="isJson">Whether it is a line of JSON for each document.</param>
/// <param name="all">Whether all matches are shown, not the first ones.</param>
internal sealed class QueryView(TextWriter output, bool isJson, bool all)
{
    private const int MostShown = 3;

    /// <summary>Shows one answer.</summary>
    /// <returns>Whether the document is a copy of something.</returns>
    public bool Write(OutgoingItem item, ItemOutcome outcome)
    {
        using var json = JsonDocument.Parse(outcome.Json);
        var answer = json.RootElement;
        var matches = answer.TryGetProperty("matches", out var list) ? list.EnumerateArray().ToList() : [];
        if (isJson)
            WriteJson(item, outcome);
        else if (outcome.Kind != OutcomeKind.Rejected)
            WriteLines(item, answer, matches);
        return Text(answer, "relation") is { } word && Names.TryParse(word, out var relation)
            && relation is Relation.Identical or Relation.NearDuplicate or Relation.Derived;
    }

    private void WriteJson(OutgoingItem item, ItemOutcome outcome)
    {
        var line = item.Origin.Line.ToString(CultureInfo.InvariantCulture);
        output.WriteLine(Printable.Json(
            $"{{\"file\":{Quoted(item.Origin.Source)},\"line\":{line},"
            + $"\"answer\":{Encoding.UTF8.GetString(outcome.Json.Span)}}}"));
    }

    private void WriteLines(OutgoingItem item, JsonElement answer, List<JsonElement> matches)
    {
        var place = item.Origin.Line > 0 ? $"{item.Origin.Source}:{item.Origin.Line}" : item.Origin.Source;
        output.WriteLine($"{Printable.Of(place)}  {Printable.Of(Encoding.UTF8.GetString(item.Document.Id.Span))}");
        if (Text(answer, "label") is { } label)
            output.WriteLine($"  label {Printable.Of(label)}");
        if (matches.Count == 0)
            output.WriteLine("  a copy of nothing that is there");
        foreach (var match in matches.Take(all ? int.MaxValue : MostShown))
            output.WriteLine($"  {Match(match)}");
        if (!all && matches.Count > MostShown)
            output.WriteLine($"  … and {matches.Count - MostShown} more; --all shows them");
        if (answer.TryGetProperty("cluster", out var cluster))
            output.WriteLine($"  {Cluster(cluster)}");
        if (answer.TryGetProperty("incomplete", out _))
            output.WriteLine("  not all articles were looked at: the index is being made anew");
    }

    private static string Match(JsonElement match)
    {
        var relation = Text(match, "relation");
        if (match.TryGetProperty("embargoed", out _))
            return $"{relation} of an article under embargo";
        var share = match.TryGetProperty("coverage", out var coverage)
            ? string.Create(CultureInfo.InvariantCulture, $"  {coverage.GetDouble() * 100:0} % of its words")
            : "";
        var facts = new[] { Text(match, "source"), Text(match, "date") }.OfType<string>().ToList();
        var from = facts.Count > 0 ? $" ({Printable.Of(string.Join(", ", facts))})" : "";
        var title = Text(match, "title") is { } headline ? $"  {Printable.Of(headline, 80)}" : "";
        return $"{relation} of {Printable.Of(Text(match, "id") ?? "?")}{from}{share}{title}";
    }

    private static string Cluster(JsonElement cluster)
    {
        var number = cluster.TryGetProperty("number", out var known) ? $" {known.GetInt64()}" : "";
        var by = Text(cluster, "representativeId") is { } id ? $", represented by {Printable.Of(id)}" : "";
        var reason = Text(cluster, "reason") is { } why ? $" ({Printable.Of(why)})" : "";
        return $"cluster{number} of {cluster.GetProperty("size").GetInt64()}{by}{reason}";
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
