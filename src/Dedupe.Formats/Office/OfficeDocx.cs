using System.Xml;
using Dedupe.Formats.Shared;

namespace Dedupe.Formats.Office;

/// <summary>
/// Reads documents of Word (ISO 29500): the text as it stands with all changes accepted, without notes.
/// </summary>
internal static class OfficeDocx
{
    private const string Usual = "word/document.xml";

    /// <summary>Reads a document.</summary>
    public static ParsedText Read(OfficeZip zip)
    {
        var facts = OfficeFacts.Read(zip.TryXml("docProps/core.xml"));
        var paragraphs = new OfficeParagraphs();
        using var reader = zip.Xml(MainPart(zip));
        while (OfficeZip.Next(reader))
        {
            while (Skips(reader))
                reader.Skip();
            Take(reader, paragraphs);
        }

        string? title = paragraphs.Title ?? facts.Title;
        return new ParsedText(paragraphs.Without(title), title, facts.Publisher, facts.Date);
    }

    // What was moved away, and the second version of a drawing for old programs.
    private static bool Skips(XmlReader reader) =>
        reader.NodeType == XmlNodeType.Element && reader.LocalName is "moveFrom" or "Fallback" or "del";

    private static void Take(XmlReader reader, OfficeParagraphs paragraphs)
    {
        if (reader.NodeType == XmlNodeType.EndElement)
        {
            if (reader.LocalName == "p" && IsWord(reader))
                paragraphs.End();
            return;
        }

        if (reader.NodeType != XmlNodeType.Element || !IsWord(reader))
            return;
        switch (reader.LocalName)
        {
            case "p" when !reader.IsEmptyElement:
                paragraphs.Begin();
                break;
            case "pStyle":
                paragraphs.IsTitle |= reader.GetAttribute("val", reader.NamespaceURI) == "Title";
                break;
            case "t" when !reader.IsEmptyElement:
                reader.Read();
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
                    or XmlNodeType.Whitespace)
                    paragraphs.Add(reader.Value);
                break;
            case "br" or "cr":
                paragraphs.Add("\n");
                break;
            case "tab" or "ptab":
                paragraphs.Add(" ");
                break;
            case "noBreakHyphen":
                paragraphs.Add("-");
                break;
            default:
                break;
        }
    }

    // Tab stops of the style are called as tabs in the text are.
    private static bool IsWord(XmlReader reader) =>
        reader.NamespaceURI is "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            or "http://purl.oclc.org/ooxml/wordprocessingml/main";

    // Some writers give the text another name; the relations of the whole say which.
    private static string MainPart(OfficeZip zip)
    {
        using var reader = zip.TryXml("_rels/.rels");
        while (reader is not null && OfficeZip.Next(reader))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship"
                && reader.GetAttribute("Type")?.EndsWith("/officeDocument", StringComparison.Ordinal) == true
                && reader.GetAttribute("Target") is { } target)
                return target.TrimStart('/');
        }

        return Usual;
    }
}
