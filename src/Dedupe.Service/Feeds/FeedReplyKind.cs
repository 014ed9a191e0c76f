namespace Dedupe.Service.Feeds;

/// <summary>What a look at a feed brought.</summary>
internal enum FeedReplyKind
{
    /// <summary>The feed.</summary>
    Fresh,

    /// <summary>Word that it is what it was.</summary>
    Unchanged,

    /// <summary>Nothing: it may be there the next time.</summary>
    Failed,

    /// <summary>Word that it is gone for good (410).</summary>
    Gone,
}
