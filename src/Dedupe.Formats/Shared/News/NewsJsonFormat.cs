using System.Text.Json;
using Dedupe.Sources;
using Dedupe.Sources.Framing;
using Dedupe.Sources.Packings;

namespace Dedupe.Formats.Shared.News;

/// <summary>A format of JSON whose files are items, or hold a list of them.</summary>
internal abstract class NewsJsonFormat : InputFormat
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [];

    /// <inheritdoc/>
    internal override IReadOnlyList<string> SharedExtensions { get; } = [".json"];

    /// <inheritdoc/>
    internal sealed override bool MayBeEmpty => false;

    /// <summary>The names of lists of items.</summary>
    protected abstract string[] Lists { get; }

    /// <inheritdoc/>
    internal sealed override int CodePageOf(ReadOnlySpan<byte> start, string encoding) => start switch
    {
        [(byte)'{' or (byte)'[', 0, not 0, 0, ..] => ByteOrder.Utf16,
        [0, (byte)'{' or (byte)'[', 0, not 0, ..] => ByteOrder.Utf16BigEndian,
        _ => 0,
    };

    /// <inheritdoc/>
    internal sealed override Framer CreateFramer(ReadingRules rules) => new WholeFramer(rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal sealed override DocumentReader CreateReader(ReadingRules rules) => Reader(rules);

    /// <inheritdoc/>
    internal sealed override StreamFilter CreateFilter(
        string source, ReadingRules rules, IFilterSink sink, PackedWriter output) =>
        new NewsJsonFilter(Reader(rules), Lists, source, rules.Options.MaxDocumentBytes, sink, output);

    /// <summary>Makes an item of its object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="around">Texts of the object around it, by name.</param>
    protected abstract NewsItem Read(JsonElement item, IReadOnlyDictionary<string, string> around);

    private NewsJsonReader Reader(ReadingRules rules) => new(rules, Lists, Read);
}
