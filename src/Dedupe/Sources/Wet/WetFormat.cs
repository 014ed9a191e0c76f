using Dedupe.Sources.Framing;

namespace Dedupe.Sources.Wet;

/// <summary>
/// WARC records (ISO 28500) of which the <c>conversion</c> ones are texts: Common Crawl's WET files. Crawls pack each
/// record by itself.
/// </summary>
internal sealed class WetFormat : InputFormat
{
    /// <inheritdoc/>
    public override string Name => "wet";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".wet"];

    // A block is as many bytes as its header says, so nothing may be decoded on the way.
    /// <inheritdoc/>
    internal override bool IsText => false;

    /// <inheritdoc/>
    internal override bool MembersAreDocuments => true;

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => new RecordFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) => new WetReader(rules.Fields);

    /// <inheritdoc/>
    internal override TextOrigin CreateOrigin(
        InputFile file, SourceEnvironment environment, RetryPolicy retry, ReadingRules rules) =>
        new PlainOrigin(file, environment, retry);
}
