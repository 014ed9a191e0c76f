namespace Dedupe.Formats.Shared.News;

/// <summary>Namespaces of XML that several formats have.</summary>
internal static class NewsSpaces
{
    /// <summary>Atom.</summary>
    public const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>Dublin Core.</summary>
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <summary>The terms of Dublin Core.</summary>
    public const string DublinTerms = "http://purl.org/dc/terms/";

    /// <summary>RDF, in which RSS 1.0 is.</summary>
    public const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
}
