namespace Dedupe.Live;

/// <summary>What a live index says of an item that was sent or asked about.</summary>
internal sealed record LiveAnswer
{
    /// <summary>Number of the article; 0 when nothing was stored.</summary>
    public long Number { get; init; }

    /// <summary>Why the item was not taken; null when it was.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>The very same version was there already: the answer is the one that was given then.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>The relation to the best match; <see cref="Dedupe.Relation.None"/> when nothing matches.</summary>
    public Relation Relation { get; init; }

    /// <summary>Number of its cluster; 0 when it is in none.</summary>
    public long Cluster { get; init; }

    /// <summary>The whole answer as one JSON object in UTF-8, without a line end: see docs/service.md.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }
}
