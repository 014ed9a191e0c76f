namespace Dedupe;

/// <summary>What a result remembers of an accepted document.</summary>
/// <param name="Id">Its own identity.</param>
/// <param name="Title">The headline, if known.</param>
/// <param name="Source">The outlet, if known.</param>
/// <param name="Date">When it was published, if known.</param>
/// <param name="Words">How many tokens it has, credits left out.</param>
public sealed record DocumentInfo(string Id, string? Title, string? Source, DateTimeOffset? Date, int Words)
{
    /// <summary>The agency that its dateline, byline or credit names; null when none is known.</summary>
    public string? Agency { get; init; }

    /// <summary>It is a document of the earlier run that new ones were compared with.</summary>
    public bool IsEarlier { get; init; }

    /// <summary>
    /// The input it was read from, as people named it; null for a document that was handed over in memory.
    /// </summary>
    public string? File { get; init; }

    /// <summary>The encoding it was read from, where that is not UTF-8; else null.</summary>
    public string? Encoding { get; init; }
}
