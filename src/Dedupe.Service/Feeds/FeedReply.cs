namespace Dedupe.Service.Feeds;

/// <summary>What a look at a feed brought.</summary>
/// <param name="Kind">What it is.</param>
internal sealed record FeedReply(FeedReplyKind Kind)
{
    /// <summary>The feed, unpacked; empty unless it is <see cref="FeedReplyKind.Fresh"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Its ETag, as it stands; null: none.</summary>
    public string? ETag { get; init; }

    /// <summary>Its Last-Modified, as it stands; null: none.</summary>
    public string? LastModified { get; init; }

    /// <summary>How long it holds good by its headers; null where they do not say.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>When it wants to be asked again after it refused; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Why there is nothing, in a sentence; null where there is.</summary>
    public string? Problem { get; init; }
}
