namespace Dedupe.Live;

/// <summary>The cluster of an item, as its answer tells of it.</summary>
public sealed record AnswerCluster
{
    /// <summary>Its number, 1 and more; 0 when the item was asked about, and would begin a cluster with its best
    /// match.</summary>
    public long Number { get; init; }

    /// <summary>How many articles it has with the item, 2 or more.</summary>
    public required int Size { get; init; }

    /// <summary>Number of the article that represents it; 0 when that would be the item, which was asked
    /// about.</summary>
    public long Representative { get; init; }

    /// <summary>Its own id.</summary>
    public required string RepresentativeId { get; init; }

    /// <summary>Number of the latest version of the representative's item, where that is a later article: it stands
    /// for the item in the cluster now; 0 where the representative is the latest.</summary>
    public long Current { get; init; }

    /// <summary>Why the representative was chosen, such as <c>earliest</c>, where the answer decided it; null when the
    /// cluster had it before.</summary>
    public string? Reason { get; init; }
}
