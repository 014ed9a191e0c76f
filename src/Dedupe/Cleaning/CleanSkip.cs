namespace Dedupe.Cleaning;

/// <summary>A file of a plan that was left as it is.</summary>
/// <param name="Number">Its number in the plan.</param>
/// <param name="Path">Its path, as people see it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What the system said.</param>
internal sealed record CleanSkip(int Number, string Path, SkipReason Reason, string Detail);
