namespace Dedupe.Sources;

/// <summary>
/// A stretch of a batch's buffer that holds whole documents of one input, or word of what could not be read.
/// </summary>
/// <param name="Source">The input.</param>
/// <param name="Format">What the stretch holds; null when nothing was read.</param>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="File">The file, when it can be read again from a place in it.</param>
/// <param name="Offset">Where in that file the stretch stands.</param>
/// <param name="Rejection">What was not read; then there are no bytes.</param>
/// <param name="Context">What the framer found out for the reader.</param>
internal readonly record struct Segment(
    string Source, InputFormat? Format, long Line, int Start, int Length, TextOrigin? File = null, long Offset = 0,
    Rejection? Rejection = null, object? Context = null)
{
    /// <summary>
    /// The code page that its bytes were decoded from on the way; 0 when they are those of the input.
    /// </summary>
    public int CodePage { get; init; }
}
