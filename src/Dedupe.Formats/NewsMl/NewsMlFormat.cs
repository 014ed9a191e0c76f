using Dedupe.Formats.Shared.News;

namespace Dedupe.Formats.NewsMl;

/// <summary>NewsML-G2 of the IPTC: a file is an item, or a message with many.</summary>
internal sealed class NewsMlFormat : NewsXmlFormat
{
    private static readonly string[] Items =
        ["newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"];

    private static readonly NewsXmlKind Kinds = new(Roots());

    /// <inheritdoc/>
    public override string Name => "newsml-g2";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".newsml"];

    /// <inheritdoc/>
    protected override NewsXmlKind Kind => Kinds;

    /// <inheritdoc/>
    protected override NewsItem Read(NewsNode node, NewsXmlHead? head) => NewsMlItem.Read(node, head);

    private static Dictionary<string, string[]> Roots()
    {
        var roots = Items.ToDictionary(static name => name, static _ => Array.Empty<string>(), StringComparer.Ordinal);
        roots.Add("newsMessage", Items);
        return roots;
    }
}
