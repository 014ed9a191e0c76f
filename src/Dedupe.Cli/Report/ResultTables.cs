using System.Text.Json;
using Dedupe.Reporting;

namespace Dedupe.Cli.Report;

/// <summary>Clusters and pairs of a run as two tables: a row a member, and a row a pair.</summary>
internal static class ResultTables
{
    private static readonly string[] Members =
    [
        "cluster", "kept", "id", "relation", "jaccard", "containment", "coverage", "proseCoverage", "title", "source",
        "date", "agency", "version", "label", "url", "file"
    ];

    private static readonly string[] Pairs =
    [
        "a", "b", "relation", "jaccard", "containmentA", "containmentB", "proseCoverageA", "proseCoverageB",
        "direction", "wordsA", "wordsB"
    ];

    /// <summary>Writes both.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="rows">Takes them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">A line is not what it should be.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Write(string directory, IRowWriter rows, CancellationToken cancellationToken)
    {
        rows.Begin("clusters", Members);
        ByteLines.Read(
            Path.Combine(directory, ResultFolder.ClustersName), (line, _) => AddMembers(rows, line),
            cancellationToken);
        rows.Begin("pairs", [.. Pairs, "passages", "sharedWords", "differences"]);
        ByteLines.Read(
            Path.Combine(directory, ResultFolder.PairsName), (line, _) => AddPair(rows, line), cancellationToken);
    }

    private static void AddMembers(IRowWriter rows, ReadOnlySpan<byte> line)
    {
        using var json = Parsed(line);
        var representative = json.RootElement.GetProperty("representative").GetString();
        foreach (var member in json.RootElement.GetProperty("members").EnumerateArray())
        {
            var isKept = member.GetProperty("id").GetString() == representative;
            rows.Add(
            [
                json.RootElement.GetProperty("cluster").GetString(), isKept ? "kept" : "",
                .. Members.Skip(2).Select(name => Cell(member, name))
            ]);
        }
    }

    private static void AddPair(IRowWriter rows, ReadOnlySpan<byte> line)
    {
        using var json = Parsed(line);
        var pair = json.RootElement;
        var passages = pair.GetProperty("passages");
        rows.Add(
        [
            .. Pairs.Select(name => Cell(pair, name)), passages.GetArrayLength(),
            passages.EnumerateArray().Sum(static passage => passage.GetProperty("words").GetInt32()),
            pair.TryGetProperty("differences", out var differences) ? differences.GetArrayLength() : 0
        ]);
    }

    private static JsonDocument Parsed(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"A line is no result: {error.Message}", error);
        }
    }

    private static object? Cell(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : value.GetString();
}
