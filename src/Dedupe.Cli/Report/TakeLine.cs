namespace Dedupe.Cli.Report;

/// <summary>Takes a line of a file, without its line end. The bytes are valid for the call alone.</summary>
/// <param name="line">The line.</param>
/// <param name="offset">Where it begins in the file.</param>
internal delegate void TakeLine(ReadOnlySpan<byte> line, long offset);
