using Dedupe.Sources.Framing;
using Dedupe.Sources.Packings;

namespace Dedupe.Sources.JsonLines;

/// <summary>
/// JSON objects in a file: a list of them, one alone, or one behind the other, on as many lines as they like.
/// </summary>
internal sealed class JsonFormat : InputFormat
{
    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [];

    /// <inheritdoc/>
    internal override bool HasFields => true;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> SharedExtensions { get; } = [".json"];

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start)
    {
        var rest = start.TrimStart(" \t\r\n"u8);
        bool isList = !rest.IsEmpty && rest[0] == '[';
        rest = isList ? rest[1..].TrimStart(" \t\r\n"u8) : rest;
        return rest is [(byte)'{', ..] && rest[1..].TrimStart(" \t\r\n"u8) is [] or [(byte)'"' or (byte)'}', ..]
            ? Recognition.Possible
            : Recognition.No;
    }

    /// <inheritdoc/>
    internal override bool IsForeign(ReadOnlySpan<byte> start, bool isWhole, SourceOptions options) =>
        isWhole && ForeignJson.Is(start, options);

    /// <inheritdoc/>
    internal override int CodePageOf(ReadOnlySpan<byte> start, string encoding) => JsonCodePage.Of(start, encoding);

    /// <inheritdoc/>
    internal override Framer CreateFramer(ReadingRules rules) => new JsonFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal override DocumentReader CreateReader(ReadingRules rules) => new JsonObjectReader(rules);

    /// <inheritdoc/>
    internal override TextOrigin CreateOrigin(
        InputFile file, SourceEnvironment environment, RetryPolicy retry, ReadingRules rules) =>
        new RecordOrigin(file, environment, retry, rules);

    /// <inheritdoc/>
    internal override StreamFilter CreateFilter(
        string source, ReadingRules rules, IFilterSink sink, PackedWriter output) =>
        new JsonFilter(this, source, rules, sink, output);
}
