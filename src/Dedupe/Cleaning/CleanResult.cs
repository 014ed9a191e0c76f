namespace Dedupe.Cleaning;

/// <summary>What applying or undoing a plan did.</summary>
/// <param name="Done">Files that were done now.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Before">Files that an earlier call had done already.</param>
/// <param name="Skips">Files that were left as they are.</param>
internal sealed record CleanResult(long Done, long Bytes, long Before, IReadOnlyList<CleanSkip> Skips)
{
    /// <summary>Records that were taken out of files.</summary>
    public RecordCounts Records { get; init; }

    /// <summary>Files that could not be done, apart from those that people wanted to keep.</summary>
    public long Failed => Skips.Count(static skip => skip.Reason != SkipReason.Decided);

    /// <summary>How many were left for which reason.</summary>
    public IEnumerable<(string Reason, int Files)> ByReason => Skips.GroupBy(static skip => skip.Reason)
        .OrderBy(static group => group.Key)
        .Select(static group => (CleanWords.Of(group.Key), group.Count()));
}
