namespace Dedupe.Cli.Report;

/// <summary>A member of a cluster, as clusters.jsonl tells it. What is not known is null.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Relation">Its relation to the representative.</param>
/// <param name="Jaccard">Its similarity to the representative, 0 to 1.</param>
/// <param name="Coverage">The share of its words that stand in the representative, 0 to 1.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Source">Its outlet.</param>
/// <param name="Date">Its date, ISO 8601.</param>
/// <param name="File">The file it was read from.</param>
/// <param name="Url">Where it stands on the web.</param>
/// <param name="Label">What its outlet says of it, such as a correction.</param>
internal sealed record ReportMember(
    string Id, string Relation, double Jaccard, double Coverage, string? Title, string? Source, string? Date,
    string? File, string? Url, string? Label)
{
    /// <summary>The item's own id, where this is a later version of it.</summary>
    public string? Item { get; init; }

    /// <summary>Which version of the item it is.</summary>
    public string? Version { get; init; }
}
