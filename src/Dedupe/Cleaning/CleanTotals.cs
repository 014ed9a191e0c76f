namespace Dedupe.Cleaning;

/// <summary>A plan in numbers.</summary>
/// <param name="Files">Files of the inputs.</param>
/// <param name="Candidates">Those that hold one document.</param>
/// <param name="FilesOfRecords">Those that hold records and can be written again. Others are not touched.</param>
/// <param name="Documents">The documents of all files: what shares are counted of.</param>
/// <param name="Removals">Files and records that may go.</param>
/// <param name="Records">How many of these are records.</param>
/// <param name="LosingFiles">The files that these are in.</param>
/// <param name="Bytes">The bytes of the files that may go; a file with several names counts once.</param>
/// <param name="Words">Their words.</param>
/// <param name="LostWords">How many of these are in no kept copy.</param>
/// <param name="SameBytes">Files that are the same as their keeper to the last byte.</param>
/// <param name="Kept">Files with copies that stay, by the reason.</param>
internal sealed record CleanTotals(
    int Files, int Candidates, int FilesOfRecords, long Documents, int Removals, int Records, int LosingFiles,
    long Bytes, long Words, long LostWords, int SameBytes, IReadOnlyDictionary<WhyKept, int> Kept)
{
    /// <summary>Files that may go.</summary>
    public int FilesThatGo => Removals - Records;
}
