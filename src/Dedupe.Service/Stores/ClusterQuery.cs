namespace Dedupe.Service.Stores;

/// <summary>Which clusters are asked for; what is null asks for nothing.</summary>
internal sealed record ClusterQuery
{
    /// <summary>Changed at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>With an article of this source, compared without case.</summary>
    public string? Source { get; init; }

    /// <summary>With these words in a title of a member, compared without case.</summary>
    public string? Text { get; init; }

    /// <summary>Those whose number is lower, to go on where the last answer ended.</summary>
    public long? Before { get; init; }

    /// <summary>At most so many, 1 to 1000.</summary>
    public int Limit { get; init; } = 100;
}
