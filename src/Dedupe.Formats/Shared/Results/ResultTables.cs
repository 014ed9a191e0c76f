using System.Text.Json;
using Dedupe.Batch;
using Dedupe.Formats.Shared.Parquet;
using Dedupe.Reporting;
using Dedupe.Storage;

namespace Dedupe.Formats.Shared.Results;

/// <summary>
/// Results as tables: what clusters.jsonl and pairs.jsonl have, in Parquet, beside them. A member of a cluster is a
/// row, a pair is a row. All that reads results reads the lines.
/// </summary>
internal static class ResultTables
{
    private static readonly TableColumn[] PairColumns =
    [
        TableColumn.Of("a", PhysicalType.ByteArray),
        TableColumn.Of("b", PhysicalType.ByteArray),
        TableColumn.Of("relation", PhysicalType.ByteArray, isRepetitive: true),
        TableColumn.Of("jaccard", PhysicalType.Double),
        TableColumn.Of("containmentA", PhysicalType.Double),
        TableColumn.Of("containmentB", PhysicalType.Double),
        TableColumn.Of("proseCoverageA", PhysicalType.Double),
        TableColumn.Of("proseCoverageB", PhysicalType.Double),
        Word("evidence"),
        Word("direction"),
        Word("directionBy"),
        Word("agencyA"),
        Word("agencyB"),
        Word("earlier"),
        TableColumn.Of("wordsA", PhysicalType.Int32, isOptional: true),
        TableColumn.Of("wordsB", PhysicalType.Int32, isOptional: true),
        .. TableColumn.Range("passages", "aStart", "aLength", "a"),
        .. TableColumn.Range("passages", "bStart", "bLength", "b"),
        TableColumn.In("passages", "words", PhysicalType.Int32),
        TableColumn.In("passages", "kind", PhysicalType.ByteArray, isRepetitive: true),
        .. TableColumn.Range("differences", "aStart", "aLength", "a"),
        .. TableColumn.Range("differences", "bStart", "bLength", "b"),
        TableColumn.In("differences", "kind", PhysicalType.ByteArray, isRepetitive: true),
        .. TableColumn.Range("ownA", "start", "length"),
        .. TableColumn.Range("ownB", "start", "length"),
        .. TableColumn.Range("boilerplateA", "start", "length"),
        .. TableColumn.Range("boilerplateB", "start", "length"),
    ];

    private static readonly TableColumn[] MemberColumns =
    [
        OfCluster("cluster", PhysicalType.ByteArray),
        OfCluster("representative", PhysicalType.ByteArray),
        OfCluster("reason", PhysicalType.ByteArray),
        OfCluster("size", PhysicalType.Int32),
        OfMember("id", PhysicalType.ByteArray),
        OfMember("relation", PhysicalType.ByteArray) with { IsRepetitive = true },
        OfMember("jaccard", PhysicalType.Double),
        OfMember("containment", PhysicalType.Double),
        OfMember("coverage", PhysicalType.Double),
        OfMember("proseCoverage", PhysicalType.Double),
        Fact("from", isRepetitive: true),
        Fact("agency", isRepetitive: true),
        OfMember("earlier", PhysicalType.Boolean) with { IsOptional = true },
        Fact("item"),
        Fact("revisionOf"),
        Fact("version"),
        Fact("status", isRepetitive: true),
        Fact("label", isRepetitive: true),
        Fact("url"),
        Fact("title"),
        Fact("source", isRepetitive: true),
        OfMember("date", PhysicalType.Int64) with { IsOptional = true },
        Fact("file", isRepetitive: true),
        Fact("encoding", isRepetitive: true),
    ];

    /// <summary>Writes the table of pairs, under its name only when it is whole.</summary>
    /// <exception cref="InvalidDataException">pairs.jsonl is damaged; the message names the line.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void WritePairs(string directory, CancellationToken cancellationToken) =>
        Write(
            Path.Combine(directory, ResultFolder.PairsName), Path.Combine(directory, ResultFolder.PairsTableName),
            "pair", PairColumns, static (table, pair) => table.Add(pair), cancellationToken);

    /// <summary>Writes the table of the members of clusters, under its name only when it is whole.</summary>
    /// <exception cref="InvalidDataException">clusters.jsonl is damaged; the message names the line.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void WriteClusters(string directory, CancellationToken cancellationToken) =>
        Write(
            Path.Combine(directory, ResultFolder.ClustersName),
            Path.Combine(directory, ResultFolder.ClustersTableName), "cluster", MemberColumns, AddMembers,
            cancellationToken);

    private static void AddMembers(TableWriter table, JsonElement cluster)
    {
        foreach (var member in cluster.GetProperty("members").EnumerateArray())
            table.Add(cluster, member);
    }

    private static void Write(
        string lines, string path, string what, TableColumn[] columns, Action<TableWriter, JsonElement> add,
        CancellationToken cancellationToken) => AtomicFile.Write(path, stream =>
    {
        var table = new TableWriter(stream, columns);
        ResultLines.ReadAsync(lines, what, line => add(table, line), cancellationToken).GetAwaiter().GetResult();
        table.Finish();
    });

    private static TableColumn Word(string name) =>
        TableColumn.Of(name, PhysicalType.ByteArray, isOptional: true, isRepetitive: true);

    private static TableColumn OfMember(string name, PhysicalType type) => TableColumn.Of(name, type);

    private static TableColumn Fact(string name, bool isRepetitive = false) =>
        TableColumn.Of(name, PhysicalType.ByteArray, isOptional: true, isRepetitive);

    private static TableColumn OfCluster(string name, PhysicalType type) =>
        TableColumn.Of(name, type, isRepetitive: type == PhysicalType.ByteArray) with { IsOfWhole = true };
}
