namespace Dedupe.Cleaning;

/// <summary>Records that were taken out of files, or put back.</summary>
/// <param name="Records">How many now.</param>
/// <param name="Files">Of how many files.</param>
/// <param name="Bytes">By how much these became smaller.</param>
/// <param name="Before">How many an earlier call had taken out already.</param>
internal readonly record struct RecordCounts(long Records, long Files, long Bytes, long Before = 0);
