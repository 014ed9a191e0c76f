using Dedupe.Sources;
using Dedupe.Sources.Framing;

namespace Dedupe.Formats.Shared.News;

/// <summary>A format of XML whose files are items, or hold items side by side.</summary>
internal abstract class NewsXmlFormat : InputFormat
{
    /// <summary>Which elements are items.</summary>
    protected abstract NewsXmlKind Kind { get; }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> SharedExtensions { get; } = [".xml"];

    /// <inheritdoc/>
    internal sealed override bool MayBeEmpty => false;

    /// <inheritdoc/>
    internal override Recognition Recognises(ReadOnlySpan<byte> start) => NewsXmlStart.Of(start, IsRoot);

    /// <inheritdoc/>
    internal sealed override bool IsForeign(ReadOnlySpan<byte> start, bool isWhole, SourceOptions options) =>
        Recognises(start) == Recognition.No
        && NewsXmlStart.Of(start, static (_, _) => true) != Recognition.No;

    /// <inheritdoc/>
    internal sealed override int CodePageOf(ReadOnlySpan<byte> start, string encoding) =>
        NewsXmlStart.CodePageOf(start);

    /// <inheritdoc/>
    internal sealed override Framer CreateFramer(ReadingRules rules) =>
        new NewsXmlFramer(Kind, rules.Options.MaxDocumentBytes);

    /// <inheritdoc/>
    internal sealed override DocumentReader CreateReader(ReadingRules rules) => new NewsXmlReader(rules, Read);

    /// <summary>Whether a root of the format has a name.</summary>
    /// <param name="name">The name, without a prefix.</param>
    /// <param name="start">The first bytes of the file, for names that other formats have too.</param>
    protected virtual bool IsRoot(string name, string start) => Kind.Roots.ContainsKey(name);

    /// <summary>Makes an item of its element.</summary>
    /// <param name="node">The element.</param>
    /// <param name="head">What stands around it; null where it is the root.</param>
    protected abstract NewsItem Read(NewsNode node, NewsXmlHead? head);
}
