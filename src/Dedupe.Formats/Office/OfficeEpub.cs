using System.Xml;
using Dedupe.Formats.Shared;
using Dedupe.Formats.Shared.Html;
using Dedupe.Sources;

namespace Dedupe.Formats.Office;

/// <summary>Reads books (EPUB 2 and 3): the chapters in the order of reading, without the table of contents.</summary>
internal static class OfficeEpub
{
    /// <summary>Reads a book.</summary>
    public static ParsedText Read(OfficeZip zip)
    {
        string package = PackageOf(zip);
        var book = new OfficePackage();
        using (var reader = zip.Xml(package))
            book.Read(reader);
        var paragraphs = new List<string>();
        var pages = new HtmlBytes(TextEncodings.Auto);
        foreach (string href in book.Chapters)
        {
            string name = Resolve(package, href);
            if (zip.TryRead(name) is not { } bytes)
                throw new InputException(
                    RejectionReason.Corrupt, $"There is no {name} in the zip, which is a chapter.");
            string page = pages.Decode(bytes, told: null, out _);
            paragraphs.AddRange(HtmlText.Page(page.AsMemory(), main: false, isXml: true).Paragraphs);
        }

        if (paragraphs.Count == 0 && zip.TryRead("META-INF/encryption.xml") is not null)
            throw OfficeZip.Encrypted;
        return new ParsedText(paragraphs, book.Facts.Title, book.Facts.Publisher, book.Facts.Date);
    }

    private static string PackageOf(OfficeZip zip)
    {
        using var reader = zip.Xml("META-INF/container.xml");
        while (OfficeZip.Next(reader))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "rootfile"
                && reader.GetAttribute("full-path") is { Length: > 0 } path)
                return path;
        }

        throw new InputException(RejectionReason.Corrupt, "META-INF/container.xml names no package.");
    }

    // Addresses are seen from the package, and escaped as in pages.
    private static string Resolve(string package, string href)
    {
        int mark = href.IndexOf('#');
        string path = Uri.UnescapeDataString(mark < 0 ? href : href[..mark]);
        var parts = new List<string>(package.Split('/')[..^1]);
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or ".." or ""))
                parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
