using System.Globalization;
using System.Runtime.InteropServices;
using Dedupe.Formats.Shared;
using Dedupe.Sources;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Dedupe.Formats.Pdf;

/// <summary>Reads PDF that has a text layer.</summary>
internal static class PdfText
{
    /// <summary>Reads a document.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="limit">The most bytes of a part that is unpacked, and the most letters of the text.</param>
    /// <exception cref="InputException">There is no text in it, it is too large, or it is encrypted.</exception>
    public static ParsedText Read(ReadOnlyMemory<byte> bytes, int limit)
    {
        if (bytes.Span[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) < 0)
            throw new InputException(RejectionReason.Corrupt, "The file does not begin as a PDF does: %PDF-.");
        using var document = Open(bytes, limit);
        var pages = new List<IReadOnlyList<PdfBlock>>();
        long letters = 0;
        foreach (var page in document.GetPages())
        {
            pages.Add(PdfPages.Read(page));
            letters += page.Letters.Count;
            if (letters > limit)
                throw new InputException(RejectionReason.Oversized, $"The PDF has more than {limit} letters.");
        }

        var paragraphs = PdfParagraphs.Of(PdfRunningHeads.Without(pages));
        if (paragraphs.Count == 0)
            throw new InputException(
                RejectionReason.Empty,
                    $"The PDF has no text layer; its pages, {pages.Count}, hold pictures or nothing.");
        string? title = TitleOf(document);
        if (title is not null && paragraphs.Count > 1
            && paragraphs[0].Equals(title, StringComparison.OrdinalIgnoreCase))
            paragraphs.RemoveAt(0);
        return new ParsedText(paragraphs, title, Source: null, DateOf(document));
    }

    private static PdfDocument Open(ReadOnlyMemory<byte> bytes, int limit)
    {
        var options = new ParsingOptions
        {
            UseLenientParsing = true,
            SkipMissingFonts = true,
            FilterProvider = new PdfFilters(limit),
        };
        try
        {
            return MemoryMarshal.TryGetArray(bytes, out var array) && array.Offset == 0
                && array.Count == array.Array!.Length
                ? PdfDocument.Open(array.Array, options)
                : PdfDocument.Open(bytes.ToArray(), options);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new InputException(RejectionReason.Unsupported, "The PDF is encrypted and needs a password.");
        }
    }

    // Programs that print write the name of their file there.
    private static string? TitleOf(PdfDocument document)
    {
        string? title = document.Information.Title?.Trim('\0', ' ', '\t', '\r', '\n');
        return string.IsNullOrEmpty(title)
            || title.StartsWith("Microsoft ", StringComparison.Ordinal)
            || title.StartsWith("untitled", StringComparison.OrdinalIgnoreCase)
            || (Path.HasExtension(title) && !title.Contains(' ', StringComparison.Ordinal))
            ? null
            : title;
    }

    // D:20250301060000+01'00' as ISO 8601 has it.
    private static string? DateOf(PdfDocument document)
    {
        string? date = document.Information.CreationDate?.Trim();
        if (string.IsNullOrEmpty(date))
            return null;
        string digits = date.StartsWith("D:", StringComparison.Ordinal) ? date[2..] : date;
        int length = digits.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : digits.Length;
        if (length < 8)
            return date;
        string zone = digits[length..].Replace("'", "", StringComparison.Ordinal);
        // Some write a zone behind the Z.
        zone = zone.StartsWith('Z') ? "Z" : zone;
        string time = length >= 14 ? $"T{digits[8..10]}:{digits[10..12]}:{digits[12..14]}{zone}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{digits[..4]}-{digits[4..6]}-{digits[6..8]}{time}");
    }
}
