namespace Dedupe.Formats.Shared.News;

/// <summary>Which elements of a format of XML are items.</summary>
/// <param name="Roots">Names of roots, each with the names of the items in it; a root without any is an item
/// itself.</param>
internal sealed record NewsXmlKind(IReadOnlyDictionary<string, string[]> Roots)
{
    /// <summary>The roots of all formats, for messages.</summary>
    public const string RootNames =
        "<rss>, <rdf:RDF> or <feed> (feeds), <newsMessage> or <newsItem> (NewsML-G2), or <nitf>";
}
