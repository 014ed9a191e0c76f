namespace Dedupe.Cleaning;

/// <summary>A plan in numbers.</summary>
/// <param name="Files">Files of the inputs.</param>
/// <param name="Candidates">Those that hold one document: others are not touched.</param>
/// <param name="Removals">Files that may go.</param>
/// <param name="Bytes">Their bytes; a file with several names counts once.</param>
/// <param name="Words">Their words.</param>
/// <param name="LostWords">How many of these are in no kept copy.</param>
/// <param name="SameBytes">Files that are the same as their keeper to the last byte.</param>
/// <param name="Kept">Files with copies that stay, by the reason.</param>
internal sealed record CleanTotals(
    int Files, int Candidates, int Removals, long Bytes, long Words, long LostWords, int SameBytes,
    IReadOnlyDictionary<WhyKept, int> Kept);
