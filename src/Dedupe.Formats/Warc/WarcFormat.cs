using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Warc;

/// <summary>
/// What crawlers fetched (WARC, ISO 28500): pages and plain texts that servers answered with are documents, and so are
/// texts that were made of them. Crawls pack each record by itself.
/// </summary>
internal sealed class WarcFormat : InputFormat
{
    /// <inheritdoc/>
    public override string Name => "warc";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".warc"];

    // A block is as many bytes as its header says, so nothing may be decoded on the way.
    /// <inheritdoc/>
    internal override bool IsText => false;

    /// <inheritdoc/>
    internal override bool MembersAreDocuments => true;

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start) =>
        WarcHeader.IsStart(start) ? Recognition.Likely : Recognition.No;

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => new RecordFramer(
        rules.Options.MaxDocumentBytes,
        static header => header.IsConversion || header.IsOfType("response"u8) || header.IsOfType("resource"u8));

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) => new WarcReader(rules);
}
