using System.Globalization;
using System.Xml;
using Dedupe.Formats.Shared;

namespace Dedupe.Formats.Office;

/// <summary>Reads texts of OpenDocument (ISO 26300), without notes, comments, what was deleted, and indexes.</summary>
internal static class OfficeOdt
{
    private const string Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private const int MostBlanks = 100;

    /// <summary>Reads a document.</summary>
    public static ParsedText Read(OfficeZip zip)
    {
        if (IsEncrypted(zip))
            throw OfficeZip.Encrypted;
        var facts = OfficeFacts.Read(zip.TryXml("meta.xml"));
        var paragraphs = new OfficeParagraphs();
        using var reader = zip.Xml("content.xml");
        while (OfficeZip.Next(reader))
        {
            while (Skips(reader))
                reader.Skip();
            Take(reader, paragraphs);
        }

        string? title = paragraphs.Title ?? facts.Title;
        return new ParsedText(paragraphs.Without(title), title, facts.Publisher, facts.Date);
    }

    private static bool IsEncrypted(OfficeZip zip)
    {
        using var reader = zip.TryXml("META-INF/manifest.xml");
        while (reader is not null && OfficeZip.Next(reader))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "encryption-data")
                return true;
        }

        return false;
    }

    private static bool Skips(XmlReader reader) =>
        reader.NodeType == XmlNodeType.Element && reader.LocalName is "note" or "annotation" or "tracked-changes"
            or "table-of-content" or "alphabetical-index" or "ruby-text" or "automatic-styles" or "scripts";

    private static void Take(XmlReader reader, OfficeParagraphs paragraphs)
    {
        if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
            or XmlNodeType.Whitespace)
        {
            paragraphs.Add(reader.Value);
            return;
        }

        if (reader.NamespaceURI != Text)
            return;
        bool isParagraph = reader.LocalName is "p" or "h";
        if (reader.NodeType == XmlNodeType.EndElement && isParagraph)
            paragraphs.End();
        if (reader.NodeType != XmlNodeType.Element)
            return;
        if (isParagraph && !reader.IsEmptyElement)
        {
            paragraphs.Begin();
            paragraphs.IsTitle = reader.GetAttribute("style-name", Text) == "Title";
        }
        else if (reader.LocalName == "s")
        {
            paragraphs.Add(new string(' ', Blanks(reader)));
        }
        else if (reader.LocalName is "tab" or "line-break")
        {
            paragraphs.Add(reader.LocalName == "tab" ? " " : "\n");
        }
    }

    private static int Blanks(XmlReader reader) =>
        int.TryParse(reader.GetAttribute("c", Text), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? Math.Min(count, MostBlanks)
            : 1;
}
