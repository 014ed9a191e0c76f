namespace Dedupe.Service.Feeds;

/// <summary>What is known of a feed, kept on disk from one look to the next.</summary>
internal sealed record FeedState
{
    /// <summary>The feed.</summary>
    public required string Url { get; init; }

    /// <summary>Where its articles go: what one target has, another has not.</summary>
    public required string Target { get; init; }

    /// <summary>The ETag of the last answer whose articles were all acknowledged; null: none.</summary>
    public string? ETag { get; init; }

    /// <summary>The Last-Modified of that answer; null: none.</summary>
    public string? LastModified { get; init; }

    /// <summary>Hash of its body, for feeds that know neither; 0: there was none.</summary>
    public ulong Body { get; init; }

    /// <summary>The wait that the feed itself asks for; null: none.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>When it is looked at next.</summary>
    public DateTimeOffset NextAt { get; init; }

    /// <summary>Looks that failed, one after the other, up to now.</summary>
    public int Failures { get; init; }

    /// <summary>When an article came that was new, or when watching began.</summary>
    public DateTimeOffset NewAt { get; init; }
}
