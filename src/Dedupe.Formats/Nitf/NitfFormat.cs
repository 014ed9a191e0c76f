using Dedupe.Formats.Shared.News;

namespace Dedupe.Formats.Nitf;

/// <summary>NITF of the IPTC: a file is an item.</summary>
internal sealed class NitfFormat : NewsXmlFormat
{
    private static readonly NewsXmlKind Items = new(
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["nitf"] = [] });

    /// <inheritdoc/>
    public override string Name => "nitf";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".nitf"];

    /// <inheritdoc/>
    internal override bool IsOneDocument => true;

    /// <inheritdoc/>
    protected override NewsXmlKind Kind => Items;

    /// <inheritdoc/>
    protected override NewsItem Read(NewsNode node, NewsXmlHead? head) =>
        NitfItem.Read(node) with { IdIsOptional = true };
}
