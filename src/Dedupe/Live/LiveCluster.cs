namespace Dedupe.Live;

/// <summary>A cluster of a live index. Immutable, and safe for threads.</summary>
/// <param name="Number">Its number, which it keeps while it grows and shrinks: that of the article that began
/// it.</param>
public sealed record LiveCluster(long Number)
{
    /// <summary>What the batch calls it: sixteen hexadecimal digits made from the first id of its members; empty before
    /// it is settled.</summary>
    public string Id { get; init; } = "";

    /// <summary>Why the representative was chosen; see <see cref="Clustering.Cluster.Reason"/>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How many articles it has, 2 or more.</summary>
    public int Size { get; init; }

    /// <summary>Whether a settlement made it as it is: no article joined since.</summary>
    public bool IsSettled { get; init; }

    /// <summary>When it changed last.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}
