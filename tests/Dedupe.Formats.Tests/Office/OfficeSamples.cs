using System.IO.Compression;
using System.Security;

namespace Dedupe.Formats.Tests.Office;

/// <summary>Writes documents as the programs of offices do, as small as they may be.</summary>
internal static class OfficeSamples
{
    private const string WordSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string OdfSpaces =
        "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' " +
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/' " +
        "xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0'";

    /// <summary>Packs parts to a zip, in their order.</summary>
    public static byte[] Zip(params (string Name, string Content)[] parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                var entry = zip.CreateEntry(
                    name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
                using var writer = new StreamWriter(entry.Open());
                writer.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A document of Word.</summary>
    public static byte[] Docx(string body, string title = "", string created = "") => Zip(
        ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
        ("word/document.xml", $"<w:document xmlns:w='{WordSpace}'><w:body>{body}</w:body></w:document>"),
        ("docProps/core.xml",
            "<p xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'>" +
            $"<dc:title>{title}</dc:title><dcterms:created>{created}</dcterms:created></p>"));

    /// <summary>A text of OpenDocument.</summary>
    public static byte[] Odt(string body, string title = "", string date = "") => Zip(
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml",
            $"<office:document-content {OdfSpaces}><office:body><office:text>{body}</office:text></office:body>" +
            "</office:document-content>"),
        ("meta.xml",
            $"<office:document-meta {OdfSpaces}><office:meta><dc:title>{title}</dc:title><dc:date>{date}</dc:date>" +
            "</office:meta></office:document-meta>"));

    /// <summary>A book of chapters that are pages.</summary>
    public static byte[] Epub(string title, string date, params string[] chapters) =>
        Epub(title, "Ellery Books", date, chapters);

    /// <summary>A book of a publisher.</summary>
    public static byte[] Epub(string title, string publisher, string date, string[] chapters) => Zip(
        [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml",
                "<container><rootfiles><rootfile full-path='OEBPS/a.opf'/></rootfiles></container>"),
            ("OEBPS/a.opf",
                "<package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata>" +
                $"<dc:title>{title}</dc:title><dc:publisher>{publisher}</dc:publisher><dc:date>{date}</dc:date>" +
                "</metadata><manifest>" +
                "<item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>" +
                string.Concat(chapters.Select(static (_, at) =>
                    $"<item id='c{at}' href='text/ch%20{at}.xhtml' media-type='application/xhtml+xml'/>")) +
                "</manifest><spine><itemref idref='nav'/>" +
                string.Concat(chapters.Select(static (_, at) => $"<itemref idref='c{at}'/>")) +
                "</spine></package>"),
            ("OEBPS/nav.xhtml", "<html><nav>Contents</nav></html>"),
            .. chapters.Select(static (page, at) => ($"OEBPS/text/ch {at}.xhtml", page)),
        ]);

    /// <summary>A paragraph of Word.</summary>
    public static string WordParagraph(string text) =>
        $"<w:p><w:r><w:t xml:space='preserve'>{SecurityElement.Escape(text)}</w:t></w:r></w:p>";

    /// <summary>A paragraph of OpenDocument.</summary>
    public static string OdfParagraph(string text) => $"<text:p>{SecurityElement.Escape(text)}</text:p>";
}
