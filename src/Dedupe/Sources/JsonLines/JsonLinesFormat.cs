using Dedupe.Sources.Framing;
using Dedupe.Sources.Packings;

namespace Dedupe.Sources.JsonLines;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesFormat : InputFormat
{
    /// <inheritdoc/>
    public override string Name => "json-lines";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".jsonl", ".ndjson"];

    /// <inheritdoc/>
    internal override bool HasFields => true;

    /// <inheritdoc/>
    internal override string Word => "jsonl";

    /// <inheritdoc/>
    internal override bool IsCutAtLines => true;

    /// <inheritdoc/>
    internal override int CodePageOf(ReadOnlySpan<byte> start, string encoding) => JsonCodePage.Of(start, encoding);

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => new LineFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) => new JsonLinesReader(rules);

    /// <inheritdoc/>
    internal override TextOrigin CreateOrigin(
        InputFile file, SourceEnvironment environment, RetryPolicy retry, ReadingRules rules) =>
        new RecordOrigin(file, environment, retry, rules);

    /// <inheritdoc/>
    internal override StreamFilter CreateFilter(
        string source, ReadingRules rules, IFilterSink sink, PackedWriter output) =>
        new LineFilter(this, source, rules, sink, output);
}
