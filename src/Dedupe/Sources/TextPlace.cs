namespace Dedupe.Sources;

/// <summary>Where a document's text can be read again.</summary>
/// <param name="File">The file; null when it cannot be read twice (packed, standard input, handed over in
/// memory).</param>
/// <param name="Offset">Byte of the file.</param>
/// <param name="Length">Bytes there.</param>
internal readonly record struct TextPlace(TextOrigin? File, long Offset, int Length);
