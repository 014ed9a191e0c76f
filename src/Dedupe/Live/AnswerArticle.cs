namespace Dedupe.Live;

/// <summary>An article that an answer names.</summary>
public sealed record AnswerArticle
{
    /// <summary>Its number in the store, 1 and more; 0 when it is in an archive.</summary>
    public long Number { get; init; }

    /// <summary>The run directory of the archive that it is in; null when it is in the store.</summary>
    public string? Archive { get; init; }

    /// <summary>It is under embargo: nothing is told of it but its number.</summary>
    public bool IsEmbargoed { get; init; }

    /// <summary>Its own id; empty under embargo.</summary>
    public required string Id { get; init; }

    /// <summary>The outlet; null when unknown.</summary>
    public string? Source { get; init; }

    /// <summary>Which version of the item it is; null when unknown.</summary>
    public string? Version { get; init; }

    /// <summary>The headline; null when unknown.</summary>
    public string? Title { get; init; }

    /// <summary>When it was published, in UTC; null when unknown.</summary>
    public DateTimeOffset? Date { get; init; }
}
