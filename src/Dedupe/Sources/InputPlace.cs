namespace Dedupe.Sources;

/// <summary>A place in all inputs laid end to end.</summary>
/// <param name="File">Number of the file in the expanded order, from 0; the number of files for the end of all.</param>
/// <param name="Byte">Byte of the file, from 0. The end of a file is byte 0 of the next one.</param>
internal readonly record struct InputPlace(int File, long Byte);
