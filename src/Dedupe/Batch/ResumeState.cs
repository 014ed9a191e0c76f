namespace Dedupe.Batch;

/// <summary>What a job found in its run directory before it started.</summary>
internal enum ResumeState
{
    /// <summary>No earlier run, or none that was asked for.</summary>
    New,
    /// <summary>
    /// The same run, begun and not finished: parts that are done are not done again. A run of one part has none.
    /// </summary>
    Unfinished,
    /// <summary>
    /// The same run, finished, but a result file is gone or was changed since: it is done again from the start.
    /// </summary>
    Lacking,
    /// <summary>The same run, finished, with every result file as it was written: nothing is left to do.</summary>
    Complete,
}
