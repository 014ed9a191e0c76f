namespace Dedupe.Cleaning;

/// <summary>A file or record of a plan that was left as it is.</summary>
/// <param name="Number">Its number in the plan.</param>
/// <param name="Path">Its path, as people see it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What the system said.</param>
/// <param name="Line">Where the record stands that is meant; null: the file.</param>
internal sealed record CleanSkip(int Number, string Path, SkipReason Reason, string Detail, long? Line = null);
