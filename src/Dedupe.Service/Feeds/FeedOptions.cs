namespace Dedupe.Service.Feeds;

/// <summary>How feeds are asked.</summary>
internal sealed record FeedOptions
{
    /// <summary>The shortest wait between two looks at a feed.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest wait, whatever a feed asks for, and however often it failed.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The longest wait after failures, where the feed does not ask for one.</summary>
    public TimeSpan LongestAfterFailure { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The largest feed, in bytes, unpacked.</summary>
    public int MostBytes { get; init; } = 16 << 20;

    /// <summary>How long a look may take, redirects and the last byte included.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many redirects are followed.</summary>
    public int Redirects { get; init; } = 5;

    /// <summary>Hosts that may have an address that is not public.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];
}
