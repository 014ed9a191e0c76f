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
    internal override string Word => "jsonl";

    /// <inheritdoc/>
    internal override bool IsCutAtLines => true;

    // JSON begins with ASCII (RFC 4627, 3). In UTF-8 a line with a character of number 0 is none.
    /// <inheritdoc/>
    internal override int CodePageOf(ReadOnlySpan<byte> start, string encoding)
    {
        if (encoding == TextEncodings.Auto)
        {
            return start switch
            {
                [not 0, 0, 0, 0, ..] => ByteOrder.Utf32,
                [0, 0, 0, not 0, ..] => ByteOrder.Utf32BigEndian,
                [not 0, 0, not 0, 0, ..] => ByteOrder.Utf16,
                [0, not 0, 0, not 0, ..] => ByteOrder.Utf16BigEndian,
                _ => 0,
            };
        }

        int named = encoding == TextEncodings.Utf8 ? 0 : TextEncodings.Find(encoding)?.CodePage ?? 0;
        return named is ByteOrder.Utf16 or ByteOrder.Utf16BigEndian or ByteOrder.Utf32 or ByteOrder.Utf32BigEndian
            ? named
            : 0;
    }

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
