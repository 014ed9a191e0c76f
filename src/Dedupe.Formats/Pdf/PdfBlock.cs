namespace Dedupe.Formats.Pdf;

/// <summary>A block of a page.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Edge">Whether nothing stands above it on the page, or nothing below.</param>
internal sealed record PdfBlock(IReadOnlyList<string> Lines, bool Edge);
