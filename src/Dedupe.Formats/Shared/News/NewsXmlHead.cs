namespace Dedupe.Formats.Shared.News;

/// <summary>What stands before the items of a file, and holds for all of them. Immutable.</summary>
/// <param name="Open">The elements around the items, the root first, with what is whole in them.</param>
/// <param name="Spaces">Prefixes and namespaces.</param>
/// <param name="Encoding">The encoding that the file says it is in; null when it says nothing.</param>
internal sealed record NewsXmlHead(
    IReadOnlyList<NewsNode> Open, IReadOnlyDictionary<string, string> Spaces, string? Encoding)
{
    /// <summary>The root element; null when it could not be read.</summary>
    public NewsNode? Root => Open.Count > 0 ? Open[0] : null;

    /// <summary>The element of a name around the items, or before them; null when there is none.</summary>
    public NewsNode? Around(string name) =>
        Open.FirstOrDefault(node => node.Name == name) ?? Open.Select(node => node.First(name)).FirstOrDefault(
            static node => node is not null);
}
