using System.Xml;

namespace Dedupe.Formats.Office;

/// <summary>The package of a book: what it is, and its chapters in order.</summary>
internal sealed class OfficePackage
{
    private readonly Dictionary<string, string> pages = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    /// <summary>What it says about the book.</summary>
    public OfficeFacts Facts { get; } = new();

    /// <summary>Where the chapters stand, in the order of reading.</summary>
    public IEnumerable<string> Chapters =>
        order.Distinct(StringComparer.Ordinal).Where(pages.ContainsKey).Select(id => pages[id]);

    /// <summary>Reads it.</summary>
    public void Read(XmlReader reader)
    {
        while (OfficeZip.Next(reader))
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "item")
                AddPage(reader);
            else if (reader.LocalName == "itemref" && reader.GetAttribute("idref") is { } id)
                order.Add(id);
            else
                Facts.Take(reader);
        }
    }

    private void AddPage(XmlReader reader)
    {
        bool isContents = reader.GetAttribute("properties")?.Split(' ').Contains("nav", StringComparer.Ordinal) == true;
        if (!isContents
            && reader.GetAttribute("media-type") is "application/xhtml+xml" or "text/html"
            && reader.GetAttribute("id") is { } id
            && reader.GetAttribute("href") is { } href)
            pages.TryAdd(id, href);
    }
}
