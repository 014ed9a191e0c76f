namespace Dedupe.Sources;

/// <summary>A step through the records of a file.</summary>
/// <param name="Taken">Bytes it takes from the front.</param>
/// <param name="Length">The first of them that are a text's record: header and block; 0 when there is no text.</param>
/// <param name="Number">The number of the record in its file, from 1.</param>
/// <param name="Fault">Why the record cannot be read; null when nothing is lost.</param>
internal readonly record struct RecordFrame(int Taken, int Length, long Number, InputException? Fault);
