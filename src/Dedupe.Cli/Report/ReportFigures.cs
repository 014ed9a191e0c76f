using System.Text.Json;

namespace Dedupe.Cli.Report;

/// <summary>All that a report tells of a run as a whole.</summary>
internal sealed class ReportFigures
{
    /// <summary>summary.json.</summary>
    public required JsonElement Summary { get; init; }

    /// <summary>Names of the inputs.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Each cluster, in the order of the file.</summary>
    public List<ClusterFacts> Clusters { get; } = [];

    /// <summary>Clusters by their size.</summary>
    public SortedDictionary<int, long> Sizes { get; } = [];

    /// <summary>Copies by relation to their representative.</summary>
    public Dictionary<string, long> Copies { get; } = new(StringComparer.Ordinal);

    /// <summary>Pairs by relation.</summary>
    public Dictionary<Relation, long> Pairs { get; } = [];

    /// <summary>Similarity of the pairs of each relation.</summary>
    public Dictionary<Relation, Histogram> Similarity { get; } = [];

    /// <summary>How much of each copy stands in its representative.</summary>
    public Histogram Coverage { get; } = new();

    /// <summary>Copies by day, for members that have a date.</summary>
    public SortedDictionary<DateOnly, long> Days { get; } = [];

    /// <summary>Who copies whom.</summary>
    public SourceMatrix Sources { get; } = new();

    /// <summary>Links and copies that are in no cluster together, a few of each relation: where their lines begin in
    /// pairs.jsonl.</summary>
    public Dictionary<Relation, LinkSample> Links { get; } = [];
}
