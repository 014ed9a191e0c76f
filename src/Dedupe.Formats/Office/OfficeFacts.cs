using System.Xml;

namespace Dedupe.Formats.Office;

/// <summary>
/// Title, date and publisher as the Dublin Core of a document tells them; each null when it does not.
/// </summary>
internal sealed class OfficeFacts
{
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>The title.</summary>
    public string? Title => values.GetValueOrDefault("title");

    /// <summary>Who published it.</summary>
    public string? Publisher => values.GetValueOrDefault("publisher");

    /// <summary>When it was published; of files that do not say so, when it was made.</summary>
    public string? Date =>
        values.GetValueOrDefault("date")
            ?? values.GetValueOrDefault("created")
            ?? values.GetValueOrDefault("creation-date");

    /// <summary>Reads the facts of a part; nothing when there is none.</summary>
    public static OfficeFacts Read(XmlReader? reader)
    {
        var facts = new OfficeFacts();
        if (reader is null)
            return facts;
        using (reader)
        {
            while (OfficeZip.Next(reader))
                facts.Take(reader);
        }

        return facts;
    }

    /// <summary>Takes note of the element at hand, if it says something.</summary>
    public void Take(XmlReader reader)
    {
        if (reader.NodeType != XmlNodeType.Element || reader.IsEmptyElement)
            return;
        string name = reader.LocalName;
        bool known = (name is "title" or "publisher" or "date" && reader.NamespaceURI == DublinCore)
            || name is "created" or "creation-date";
        if (!known || values.ContainsKey(name))
            return;
        reader.Read();
        if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && reader.Value.Trim() is { Length: > 0 } value)
            values.Add(name, value);
    }
}
