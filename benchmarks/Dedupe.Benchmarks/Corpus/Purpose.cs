namespace Dedupe.Benchmarks.Corpus;

/// <summary>
/// What a sequence of chances is for; each purpose has sequences of its own, so that a change in one moves no other.
/// </summary>
internal enum Purpose
{
    /// <summary>Which document plays which part.</summary>
    Plan = 1,
    /// <summary>Outlet, boilerplate and time of a document.</summary>
    Facts = 2,
    /// <summary>A story that others may copy.</summary>
    Story = 3,
    /// <summary>What a copy does to its story.</summary>
    Copy = 4,
    /// <summary>A quotation or paragraph that unrelated texts share.</summary>
    Shared = 5,
    /// <summary>A text by itself.</summary>
    Single = 6,
    /// <summary>How a document spells its words.</summary>
    Spelling = 7,
}
