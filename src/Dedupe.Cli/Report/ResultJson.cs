using System.Globalization;
using System.Text.Json;
using Dedupe.Verification;

namespace Dedupe.Cli.Report;

/// <summary>Lines of clusters.jsonl and pairs.jsonl as values.</summary>
internal static class ResultJson
{
    /// <summary>A cluster.</summary>
    /// <exception cref="InvalidDataException">The line is none.</exception>
    public static ReportCluster Cluster(ReadOnlySpan<byte> line) => Parsed(line, "cluster", static json =>
        new ReportCluster(
            json.GetProperty("cluster").GetString()!, json.GetProperty("representative").GetString()!,
            json.GetProperty("reason").GetString()!,
            [.. json.GetProperty("members").EnumerateArray().Select(Member)]));

    /// <summary>A pair with its passages.</summary>
    /// <exception cref="InvalidDataException">The line is none.</exception>
    public static ReportPair Pair(ReadOnlySpan<byte> line) => Parsed(line, "pair", static json =>
        new ReportPair(
            json.GetProperty("a").GetString()!, json.GetProperty("b").GetString()!,
            json.GetProperty("relation").GetString()!, json.GetProperty("jaccard").GetDouble(),
            json.GetProperty("proseCoverageA").GetDouble(), json.GetProperty("proseCoverageB").GetDouble(),
            [.. json.GetProperty("passages").EnumerateArray().Select(Passage)],
            json.TryGetProperty("differences", out var all) ? [.. all.EnumerateArray().Select(Difference)] : [],
            Text(json, "direction")));

    /// <summary>The ids of a pair.</summary>
    /// <exception cref="InvalidDataException">The line is none.</exception>
    public static (string A, string B) Ids(ReadOnlySpan<byte> line) => Parsed(line, "pair", static json =>
        (json.GetProperty("a").GetString()!, json.GetProperty("b").GetString()!));

    /// <summary>A date of a member; null when there is none.</summary>
    public static DateTimeOffset? DateOf(ReportMember member) =>
        DateTimeOffset.TryParse(
            member.Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    private static T Parsed<T>(ReadOnlySpan<byte> line, string what, Func<JsonElement, T> make)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var json = JsonDocument.ParseValue(ref reader);
            return make(json.RootElement);
        }
        catch (Exception error)
            when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"A line is no {what}: {error.Message}", error);
        }
    }

    private static ReportMember Member(JsonElement json) => new(
        json.GetProperty("id").GetString()!, json.GetProperty("relation").GetString()!,
        json.GetProperty("jaccard").GetDouble(), json.GetProperty("coverage").GetDouble(),
        Text(json, "title"), Text(json, "source"), Text(json, "date"), Text(json, "file"), Text(json, "url"),
        Text(json, "label") ?? Text(json, "status"))
    {
        Item = Text(json, "item"),
        Version = Text(json, "version"),
    };

    private static Passage Passage(JsonElement json) => new(
        Range(json.GetProperty("a")), Range(json.GetProperty("b")), json.GetProperty("words").GetInt32(),
        json.GetProperty("kind").GetString() switch
        {
            "quote" => PassageKind.Quote,
            "template" => PassageKind.Template,
            _ => PassageKind.Prose,
        });

    private static TextDifference Difference(JsonElement json) => new(
        Range(json.GetProperty("a")), Range(json.GetProperty("b")),
        json.GetProperty("kind").GetString() switch
        {
            "date" => DifferenceKind.Date,
            "name" => DifferenceKind.Name,
            "negation" => DifferenceKind.Negation,
            _ => DifferenceKind.Number,
        });

    private static TextRange Range(JsonElement json) => new(json[0].GetInt32(), json[1].GetInt32());

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
