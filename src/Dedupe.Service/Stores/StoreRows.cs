using System.Data.Common;
using Dedupe.Live;

namespace Dedupe.Service.Stores;

/// <summary>Members, clusters, pairs and events as rows, the same in every database.</summary>
internal static class StoreRows
{
    /// <summary>Columns of members.</summary>
    public const string Member =
        "article, cluster, rank, relation, from_first, jaccard, containment, coverage, prose_coverage";

    /// <summary>Columns of clusters.</summary>
    public const string Cluster = "number, id, reason, size, settled, changed";

    /// <summary>Columns of pairs.</summary>
    public const string Pair = "article, other, relation, jaccard, coverage, other_coverage";

    /// <summary>Columns of events.</summary>
    public const string Event = "number, kind, at, article, cluster, other";

    /// <summary>Reads a member.</summary>
    public static LiveMember ReadMember(DbDataReader row) => ReadMember(row, 0);

    /// <summary>Reads a member whose columns begin at another one.</summary>
    public static LiveMember ReadMember(DbDataReader row, int first) =>
        new(row.GetInt64(first), row.GetInt64(first + 1), row.GetInt32(first + 2))
        {
            Relation = (Relation)row.GetInt16(first + 3),
            IsFromRepresentative = row.GetInt16(first + 4) != 0,
            Jaccard = row.GetDouble(first + 5),
            Containment = row.GetDouble(first + 6),
            Coverage = row.GetDouble(first + 7),
            ProseCoverage = row.GetDouble(first + 8),
        };

    /// <summary>The values of a member.</summary>
    public static object?[] Values(in LiveMember member) =>
    [
        member.Article, member.Cluster, member.Rank, (short)member.Relation,
        (short)(member.IsFromRepresentative ? 1 : 0), member.Jaccard, member.Containment, member.Coverage,
        member.ProseCoverage,
    ];

    /// <summary>Reads a cluster.</summary>
    public static LiveCluster ReadCluster(DbDataReader row) => new(row.GetInt64(0))
    {
        Id = row.GetString(1),
        Reason = row.GetString(2),
        Size = row.GetInt32(3),
        IsSettled = row.GetInt16(4) != 0,
        ChangedAt = ArticleRow.Time(row.GetInt64(5)),
    };

    /// <summary>The values of a cluster.</summary>
    public static object?[] Values(LiveCluster cluster) =>
    [
        cluster.Number, cluster.Id, cluster.Reason, cluster.Size, (short)(cluster.IsSettled ? 1 : 0),
        cluster.ChangedAt.UtcTicks,
    ];

    /// <summary>Reads a pair.</summary>
    public static LivePair ReadPair(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1))
    {
        Relation = (Relation)row.GetInt16(2),
        Jaccard = row.GetDouble(3),
        Coverage = row.GetDouble(4),
        OtherCoverage = row.GetDouble(5),
    };

    /// <summary>The values of a pair.</summary>
    public static object?[] Values(in LivePair pair) =>
        [pair.Article, pair.Other, (short)pair.Relation, pair.Jaccard, pair.Coverage, pair.OtherCoverage];

    /// <summary>Reads an event.</summary>
    public static LiveEvent ReadEvent(DbDataReader row) =>
        new((LiveEventKind)row.GetInt16(1), ArticleRow.Time(row.GetInt64(2)))
        {
            Number = row.GetInt64(0),
            Article = row.GetInt64(3),
            Cluster = row.GetInt64(4),
            Other = row.GetInt64(5),
        };

    /// <summary>The values of an event.</summary>
    public static object?[] Values(LiveEvent happened) =>
    [
        happened.Number, (short)happened.Kind, happened.At.UtcTicks, happened.Article, happened.Cluster, happened.Other,
    ];
}
