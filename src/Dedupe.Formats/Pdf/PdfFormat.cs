using Dedupe.Formats.Shared;
using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Pdf;

/// <summary>PDF with a text layer: a file is one document, its path the id.</summary>
internal sealed class PdfFormat : InputFormat
{
    /// <inheritdoc/>
    public override string Name => "pdf";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".pdf"];

    /// <inheritdoc/>
    internal override bool IsOneDocument => true;

    /// <inheritdoc/>
    internal override bool IsText => false;

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start) =>
        start.StartsWith("%PDF-"u8) ? Recognition.Sure : Recognition.No;

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => new WholeFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) =>
        new ParsedFileReader("PDF", bytes => PdfText.Read(bytes, rules.Options.MaxDocumentBytes));
}
