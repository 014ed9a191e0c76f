namespace Dedupe.Verification;

/// <summary>
/// What is known about two documents besides their texts: it says how many of the stories that a passage was found in
/// are their own. The default says that nothing is known.
/// </summary>
internal readonly record struct PairContext
{
    /// <summary>They were counted as one story.</summary>
    public bool AreOneStory { get; init; }

    /// <summary>What they share is stock text of their outlet.</summary>
    public bool IsStockText { get; init; }

    /// <summary>The outlets of both are known.</summary>
    public bool OutletsKnown { get; init; }
}
