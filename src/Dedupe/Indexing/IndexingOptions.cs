namespace Dedupe.Indexing;

/// <summary>How keys become candidate pairs.</summary>
public sealed record IndexingOptions
{
    /// <summary>
    /// Buckets up to this size propose all their pairs; larger ones a bounded number of pairs a document. Default 24.
    /// </summary>
    public int AllPairsLimit { get; init; } = 24;

    /// <summary>
    /// Buckets larger than this link each document to the first four alone, so that memory and time stay linear in the
    /// documents whatever they share. Default 1024.
    /// </summary>
    public int FrequencyCap { get; init; } = 1024;

    /// <summary>
    /// Reuse-tier keys found in more stories than this are boilerplate and propose no pair; 1 to 254. Default 12.
    /// </summary>
    public int StoryCap { get; init; } = 12;

    /// <summary>
    /// Keys of the reuse tier that two documents share before they are compared, unless it is a fifth of the smaller
    /// one's keys. One key is a run of five words, which any two texts may have in common. Default 2.
    /// </summary>
    public int MinSharedKeys { get; init; } = 2;

    /// <summary>Counts the limits that a bucket meets.</summary>
    /// <param name="documents">How many documents it has.</param>
    /// <param name="limits">Takes the counts.</param>
    internal void Meet(int documents, Limits limits)
    {
        if (documents > AllPairsLimit)
            limits.Meet(Limit.AllPairs);
        if (documents > FrequencyCap)
            limits.Meet(Limit.Frequency);
    }

    /// <summary>Throws when a value is outside its range.</summary>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(AllPairsLimit, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(FrequencyCap, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(StoryCap, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(StoryCap, KeyFrequencies.Most);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinSharedKeys, 1);
    }
}
