namespace Dedupe;

/// <summary>What a result remembers of an accepted document.</summary>
/// <param name="Id">What it is known by in the results: its own identity, or, of a later version of an item, that and
/// the version, such as <c>item/7#2</c>.</param>
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

    /// <summary>Its own identity, which the versions of an item have in common.</summary>
    public string ItemId { get; init; } = Id;

    /// <summary>Which version of the item it is; null when unknown.</summary>
    public string? Version { get; init; }

    /// <summary>The <see cref="Id"/> of the version before it in the run; null for the first one.</summary>
    public string? RevisionOf { get; init; }

    /// <summary>What the sender says of it; null when unknown.</summary>
    public string? Status { get; init; }

    /// <summary>Where people can read it; null when unknown.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// What its headline or status says of it in one word: CORRECTED, REFILE, KILL, WITHDRAWN, UPDATE and its number;
    /// null when they say nothing.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>The encoding it was read from, where that is not UTF-8; else null.</summary>
    public string? Encoding { get; init; }
}
